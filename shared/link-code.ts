/**
 * Codes that a signed-in visitor types into the chat, or opens by a link that carries them. What is unlike anything people
 * write by themselves can be told from a message without asking anybody.
 */

/** No vowels, so that no word comes about, and none of the signs that are taken for one another: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V. */
export const LINK_CODE_ALPHABET = 'CDFGHJKMNPQRTWXY34679';

/** Signs in a code. */
export const LINK_CODE_LENGTH = 8;

/** How long a code can be used. */
export const LINK_CODE_LIFETIME_MS = 10 * 60_000;

/** A code as it is kept: at least one letter, since eight figures could be anything. */
const CODE = new RegExp(`^(?=.*[A-Z])[${LINK_CODE_ALPHABET}]{${LINK_CODE_LENGTH}}$`);
/** What carries a code in a link: the entry point's code, an underscore, the code. A visit's ref is longer. */
const CODE_REF = new RegExp(`^([A-Za-z0-9]{4,40})_([${LINK_CODE_ALPHABET}]{${LINK_CODE_LENGTH}})$`);
/** What people put between the signs, or have put there by their keyboard. */
const BETWEEN = /[\s\p{Pd}\p{Cf}._·]+/gu;
/** Longer messages are not looked at: eight signs with anything between each of them. */
const LONGEST = 40;

/** The code a message consists of, in whatever case, width and grouping it was typed; null when it is no code. */
export function readLinkCode(message: string): string | null {
  if (message.length > LONGEST) return null;
  const code = message.normalize('NFKC').replace(BETWEEN, '').toUpperCase();
  return CODE.test(code) ? code : null;
}

/** A code as people see it: `ABCD-EFGH`. */
export function showLinkCode(code: string): string {
  return `${code.slice(0, LINK_CODE_LENGTH / 2)}-${code.slice(LINK_CODE_LENGTH / 2)}`;
}

/** What a link carries in the place of a visit's ref. */
export function linkCodeRef(entryPointCode: string, code: string): string {
  return `${entryPointCode}_${code}`;
}

/** The two halves of such a ref; null when the text is not shaped like one. */
export function readLinkCodeRef(ref: string): { readonly entryPointCode: string; readonly code: string } | null {
  const [, entryPointCode, code] = CODE_REF.exec(ref) ?? [];
  return entryPointCode !== undefined && code !== undefined && CODE.test(code) ? { entryPointCode, code } : null;
}

/** What the widget is answered when it asks for a code (`POST /v1/link-codes`). */
export interface LinkCode {
  /** The visit that the code belongs to: its status, stream, confirmation and unlinking are the visit's. */
  readonly id: string;
  readonly code: string;
  readonly url: string;
  readonly watchSecret: string;
  readonly expiresAt: string;
}
