import { Bug } from '../../base/errors.ts';
import type { ErrorRow } from './error-row.ts';
import { ERROR_TABLE } from './error-table.ts';

/** What of an error's answer counts: numbers and a flag, no text. */
export interface ErrorSigns {
  readonly code: number | null;
  readonly subcode?: number | null | undefined;
  readonly isTransient?: boolean | undefined;
  readonly httpStatus?: number | null | undefined;
}

/** What an error means for us. */
export type ErrorClass = Omit<ErrorRow, 'code' | 'subcode' | 'isWide'>;

/** From here on a subcode names one thing, whatever code it comes with. */
const NAMES_ONE_THING = 1_000_000;

const BY_CODE = new Map(ERROR_TABLE.map((row) => [keyOf(row.code, row.subcode), row]));
const BY_SUBCODE = new Map(
  ERROR_TABLE.filter((row) => (row.subcode ?? 0) >= NAMES_ONE_THING).map((row) => [row.subcode, row]),
);

const TEMPORARY = rowOfCode(2);
const BUSY = rowOfCode(613);
const NO_PERMISSION = rowOfCode(200);
const UNKNOWN: ErrorClass = {
  verdict: 'give_up',
  problem: null,
  sentence:
    'The platform refused the call for a reason that is not known here. Look its code up in the documentation of Meta.',
};

/**
 * Tells what an error means. A row of the table that fits exactly comes first, then one of its subcode alone, then the code's;
 * what has none goes by rule: transient or 5xx is tried again, 200 to 299 is a permission, all else is given up.
 */
export function classifyError(signs: ErrorSigns): ErrorClass {
  const row = rowOf(signs);
  return row && !(row.isWide && isPassing(signs)) ? row : byRule(signs, row);
}

function rowOf({ code, subcode = null }: ErrorSigns): ErrorRow | undefined {
  const exact = code === null ? undefined : BY_CODE.get(keyOf(code, subcode));
  const bySubcode = subcode !== null && subcode >= NAMES_ONE_THING ? rowOfSubcode(subcode) : undefined;
  return exact ?? bySubcode ?? (code === null ? undefined : BY_CODE.get(keyOf(code, null)));
}

/** Some numbers are listed as codes and may come as subcodes too. */
function rowOfSubcode(subcode: number): ErrorRow | undefined {
  return BY_SUBCODE.get(subcode) ?? BY_CODE.get(keyOf(subcode, null));
}

function rowOfCode(code: number): ErrorRow {
  const row = BY_CODE.get(keyOf(code, null));
  if (!row) throw new Bug(`The table of errors has no row for code ${code}.`);
  return row;
}

function byRule(signs: ErrorSigns, row: ErrorRow | undefined): ErrorClass {
  const code = signs.code ?? 0;
  if (signs.httpStatus === 429 || (code >= 80_000 && code < 80_100)) return BUSY;
  if (isPassing(signs)) return TEMPORARY;
  if (code >= 200 && code < 300) return NO_PERMISSION;
  return row ?? UNKNOWN;
}

function isPassing({ isTransient = false, httpStatus = null }: ErrorSigns): boolean {
  return isTransient || (httpStatus ?? 0) >= 500;
}

function keyOf(code: number, subcode: number | null): string {
  return `${code}/${subcode ?? '-'}`;
}
