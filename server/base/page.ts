import { DEFAULT_PAGE_SIZE, type ListQuery, type Page } from '../../shared/api/list.ts';

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
