import type { en } from './en.ts';

/** The name of something that the linking pages say. */
export type PageTextKey = keyof typeof en;

/** Everything they say, in one language. */
export type PageTexts = Readonly<Record<PageTextKey, string>>;
