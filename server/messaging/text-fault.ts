import { MESSAGE_LIMITS } from '../../shared/api/messages.ts';
import { LANGUAGES } from '../../shared/language.ts';
import { en } from './texts/en.ts';

/** Above buttons a text has 640 characters, of which the values take some. */
const LONGEST_TEXT = 400;
const PLACE = /\{[^{}]*\}/g;

/** A wording that cannot be used, and why. */
export interface TextFault {
  readonly lang: string;
  readonly key: string;
  readonly message: string;
}

/** What is wrong with a site's own wording, for whoever entered it; null when it can be used. */
export function textFault(lang: string, key: string, wording: string): string | null {
  if (!LANGUAGES.some((each) => each === lang)) return `No language is called so; there are ${LANGUAGES.join(', ')}.`;
  const original = Object.entries(en).find(([name]) => name === key)?.[1];
  if (original === undefined) return 'Nothing that is said has this name.';
  if (wording.trim() === '') return 'The text is empty.';
  const most = isTitle(key) ? MESSAGE_LIMITS.title : LONGEST_TEXT;
  if (wording.length > most) return `The text has ${wording.length} characters; ${most} are possible.`;
  const missing = placesOf(original).filter((place) => !placesOf(wording).includes(place));
  if (missing.length > 0) return `The text lacks ${missing.join(' and ')}.`;
  const foreign = placesOf(wording).filter((place) => !placesOf(original).includes(place));
  return foreign.length > 0 ? `Nothing is filled in for ${foreign.join(' and ')}.` : null;
}

/** Everything that is wrong with a site's own wordings. */
export function findTextFaults(own: Readonly<Record<string, Readonly<Record<string, string>>>>): TextFault[] {
  return Object.entries(own).flatMap(([lang, wordings]) =>
    Object.entries(wordings).flatMap(([key, wording]) => {
      const message = textFault(lang, key, wording);
      return message === null ? [] : [{ lang, key, message }];
    }),
  );
}

/** Whether a text stands on a button, where there is room for few characters. */
export function isTitle(key: string): boolean {
  return key.startsWith('answer.');
}

function placesOf(wording: string): string[] {
  return [...new Set(wording.match(PLACE) ?? [])];
}
