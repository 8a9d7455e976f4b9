import type { Ctx } from '../base/ctx.ts';
import { notFound, ThreadtieError } from '../base/errors.ts';
import { type PageRow, selectPage } from './store.ts';

/**
 * The Page, connected or left.
 * @throws {ThreadtieError} `not_found`
 */
export async function fetchPage(ctx: Ctx, id: string): Promise<PageRow> {
  const row = await ctx.storage.read((at) => selectPage(at, id));
  if (!row) throw notFound('Page', id);
  return row;
}

/**
 * The Page, which must be connected.
 * @throws {ThreadtieError} `not_found`, or `page_broken` when it was disconnected
 */
export async function fetchConnected(ctx: Ctx, id: string): Promise<PageRow> {
  const row = await fetchPage(ctx, id);
  if (row.disconnectedAt === null) return row;
  const message = `The Page "${id}" was disconnected: there is no token to look with.`;
  throw new ThreadtieError('page_broken', message, 'Connect it again: POST /v1/page-connections.');
}
