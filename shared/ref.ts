/**
 * The shapes of what travels in `m.me/...?ref=`. A campaign ref is an entry point's permanent code; a visit ref is that
 * code, an underscore and 128 random bits. Both stay within the characters every version of Meta's documents allows.
 */

/** Random part of a visit ref: 128 bits as base64url. */
export const VISIT_SECRET_LENGTH = 22;

/** An entry point's code. No underscore, so that a visit ref splits in one way only. */
export const CODE_PATTERN = /^[A-Za-z0-9]{4,40}$/;

/** A visit ref: `<code>_<22 characters of base64url>`. */
export const VISIT_REF_PATTERN = /^([A-Za-z0-9]{4,40})_([A-Za-z0-9_-]{22})$/;

/** Longest ref Messenger's m.me links are documented to carry. */
export const MAX_REF_LENGTH = 2083;

/** Longest `data-ref` we keep with a visit, in UTF-16 code units. */
export const MAX_DATA_REF_LENGTH = 1000;

/** The entry point's code inside a visit ref, or null when the text is not shaped like one. */
export function codeOfVisitRef(ref: string): string | null {
  return VISIT_REF_PATTERN.exec(ref)?.[1] ?? null;
}
