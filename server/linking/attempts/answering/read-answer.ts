import type { MessengerEvent } from '../../../../shared/messenger/messenger-event.ts';
import { LANGUAGES } from '../../../../shared/language.ts';
import { sayIn } from '../../../messaging/index.ts';

/** What a tap or a typed word may answer. */
export type AnswerWord = 'connect' | 'not_me' | 'replace' | 'keep';

/** An answer: a tap names its question, a typed word does not. */
export type ReadAnswer =
  | { readonly kind: 'tapped'; readonly attemptId: string; readonly answer: string }
  | { readonly kind: 'undo'; readonly linkId: string }
  | { readonly kind: 'typed'; readonly answer: string };

const TAPPED = /^threadtie:link:(lat_[0-9a-z]{25}):([a-z_]{1,20}|\d{2})$/;
const UNDO = /^threadtie:undo:(link_[0-9a-z]{25})$/;
const LONGEST_TYPED = 40;
/** Where the ten digits of other scripts begin that people type in our languages. */
const DIGIT_ZEROS = [0x30, 0x660, 0x6f0];

/** What a message or a tap answers; null: nothing of ours. What another app is meant to answer to is never an answer. */
export function readAnswer(event: MessengerEvent): ReadAnswer | null {
  if (event.isStandby || event.isFromPage || event.psid === null) return null;
  if (event.kind === 'postback') return readPayload(event.detail.payload);
  if (event.kind !== 'message') return null;
  const { quickReplyPayload, text } = event.detail;
  return quickReplyPayload === null ? readTyped(text) : readPayload(quickReplyPayload);
}

function readPayload(payload: string | null): ReadAnswer | null {
  const [, linkId] = UNDO.exec(payload ?? '') ?? [];
  if (linkId !== undefined) return { kind: 'undo', linkId };
  const [, attemptId, answer] = TAPPED.exec(payload ?? '') ?? [];
  return attemptId === undefined || answer === undefined ? null : { kind: 'tapped', attemptId, answer };
}

function readTyped(text: string | null): ReadAnswer | null {
  if (text === null || text.length > LONGEST_TYPED) return null;
  const folded = fold(text);
  const answer = /^\d{2}$/.test(folded) ? folded : WORDS.get(folded);
  return answer === undefined ? null : { kind: 'typed', answer };
}

function fold(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase();
  return [...plain.replace(/[\p{C}\p{Z}\p{P}\s]+/gu, ' ').trim()].map(toLatinDigit).join('');
}

function toLatinDigit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const zero = DIGIT_ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? sign : String(code - zero);
}

/** The words on the buttons, in every language: people type what they read. */
const WORDS: ReadonlyMap<string, AnswerWord> = new Map(
  LANGUAGES.flatMap((lang) => [
    [fold(sayIn(lang, 'answer.connect')), 'connect' as const],
    [fold(sayIn(lang, 'answer.notMe')), 'not_me' as const],
    [fold(sayIn(lang, 'answer.replace')), 'replace' as const],
    [fold(sayIn(lang, 'answer.keep')), 'keep' as const],
  ]),
);
