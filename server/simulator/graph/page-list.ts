import { badParameter } from './graph-error.ts';
import type { Params } from './read-params.ts';

const DEFAULT_LIMIT = 25;
const MOST = 100;

/**
 * A stretch of a list, as `limit`, `after` and `before` ask for it and each item as `show` tells it, with the cursors of its ends; `next` stands in
 * `paging` only where there is more.
 * @throws {GraphError} 100 for a cursor that is none
 */
export function pageList<T>(
  items: readonly T[],
  params: Readonly<Params>,
  { address, show }: { readonly address: string; show(item: T): object },
): object {
  const limit = Math.min(Math.max(Math.trunc(Number(params['limit'] ?? DEFAULT_LIMIT)) || DEFAULT_LIMIT, 1), MOST);
  const end = params['before'] === undefined ? null : readCursor(params['before']);
  const from = end === null ? (params['after'] === undefined ? 0 : readCursor(params['after']) + 1) : end - limit;
  const start = Math.max(from, 0);
  const data = items.slice(start, end ?? start + limit).map(show);
  if (data.length === 0) return { data };
  const last = start + data.length - 1;
  const cursors = { before: cursorOf(start), after: cursorOf(last) };
  const next = last < items.length - 1 ? `${address}?limit=${limit}&after=${cursors.after}` : undefined;
  const previous = start > 0 ? `${address}?limit=${limit}&before=${cursors.before}` : undefined;
  return { data, paging: { cursors, next, previous } };
}

function cursorOf(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64url');
}

function readCursor(value: unknown): number {
  const [, index] = /^cursor:(\d+)$/.exec(Buffer.from(String(value), 'base64url').toString()) ?? [];
  if (index === undefined) throw badParameter('Invalid cursors values');
  return Number(index);
}
