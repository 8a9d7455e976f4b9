import { ACCESS_ROWS } from './access-rows.ts';
import type { ErrorRow } from './error-row.ts';
import { LIMIT_ROWS } from './limit-rows.ts';
import { MESSAGE_ROWS } from './message-rows.ts';
import { PAGE_ROWS } from './page-rows.ts';
import { PERSON_ROWS } from './person-rows.ts';

/**
 * Every error of the platform that is known, by code and subcode. Messages have no say: they come in the language of
 * whoever owns the token.
 * @see https://developers.facebook.com/docs/messenger-platform/error-codes
 */
export const ERROR_TABLE: readonly ErrorRow[] = [
  ...ACCESS_ROWS,
  ...PAGE_ROWS,
  ...PERSON_ROWS,
  ...MESSAGE_ROWS,
  ...LIMIT_ROWS,
];
