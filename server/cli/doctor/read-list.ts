import type { Page } from '../../../shared/api/list.ts';
import { type ApiClient, CallError } from '../api-client.ts';
import { type Area, type Finding, findingsOf } from './finding.ts';

const MOST = 5000;

/** A whole list, or the line that says why it could not be read. */
export type ReadList<T> = { readonly rows: readonly T[] } | { readonly rows: null; readonly finding: Finding };

/** Reads a list of the API to its end. A key without the scope makes an unknown of it, not a failure. */
export async function readList<T>(
  client: ApiClient,
  path: string,
  area: Area,
  query: Readonly<Record<string, string>> = {},
): Promise<ReadList<T>> {
  const rows: T[] = [];
  let cursor: string | undefined;
  try {
    do {
      const part = await client.get<Page<T>>(path, { limit: '200', ...query, cursor });
      rows.push(...part.data);
      cursor = part.nextCursor ?? undefined;
    } while (cursor && rows.length < MOST && query['limit'] === undefined);
    return { rows };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const name = path.split('/').at(-1) ?? path;
    return { rows: null, finding: findingsOf(area)(name, 'unknown', error.message, 'Use a key with every scope.') };
  }
}
