import type { en } from './en.ts';

/** The name of something that is said in a thread. */
export type TextKey = keyof typeof en;

/** Everything that is said, in one language, and whether somebody who grew up with it has read it. */
export interface LanguageTexts {
  readonly reviewed: boolean;
  readonly texts: Readonly<Record<TextKey, string>>;
}
