import { z } from 'zod';
import { DEFAULT_PAGE_SIZE, type ListQuery, type Page } from '../../shared/api/list.ts';
import { ThreadtieError } from './errors.ts';

/** A cursor of several parts, for lists that are not ordered by an id. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * The parts of a cursor that `encodeCursor` made; null for the first page.
 * @throws {ThreadtieError} `invalid_request` when it is not one of ours
 */
export function decodeCursor<T extends z.ZodType>(cursor: string | undefined, parts: T): z.output<T> | null {
  if (cursor === undefined) return null;
  const parsed = parts.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new ThreadtieError('invalid_request', 'The cursor is not one of ours.', 'Pass nextCursor of the page before.');
}

/** A time inside a cursor. */
export const CursorTime = z.iso.datetime().transform((text) => new Date(text));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How many rows a list asks the database for: one more than the page, to know whether another follows. */
export function fetchSize(query: ListQuery): number {
  return (query.limit ?? DEFAULT_PAGE_SIZE) + 1;
}

/** Cuts rows fetched by `fetchSize` into a page; `cursorOf` says what the next page begins after. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  query: ListQuery,
  cursorOf: (row: Row) => string,
  toItem: (row: Row) => Item,
): Page<Item> {
  const size = query.limit ?? DEFAULT_PAGE_SIZE;
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return { data: shown.map(toItem), nextCursor: rows.length > size && last ? cursorOf(last) : null };
}
