import type {
  Arrival,
  ListArrivalsQuery,
  ListUnmatchedRefsQuery,
  Touches,
  TouchesQuery,
  UnmatchedRef,
} from '../../shared/api/arrivals.ts';
import type { Page } from '../../shared/api/list.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import { toPage } from '../base/page.ts';
import { toArrival } from './arrival.ts';
import { selectArrivals, selectTouch, selectUnmatched } from './store.ts';

/** Arrivals, newest first; a key of one site sees those of its entry points. */
export async function listArrivals(ctx: Ctx, query: ListArrivalsQuery): Promise<Page<Arrival>> {
  requireScope(ctx.actor, 'arrivals:read');
  const siteId = siteOf(ctx.actor) ?? query.siteId;
  const rows = await ctx.storage.read((at) => selectArrivals(at, { ...query, siteId }));
  return toPage(rows, query, (row) => row.id, toArrival);
}

/** How a person first and last came through an entry point. */
export async function getTouches(ctx: Ctx, query: TouchesQuery): Promise<Touches> {
  requireScope(ctx.actor, 'arrivals:read');
  const thread = { ...query, siteId: siteOf(ctx.actor) };
  return await ctx.storage.read(async (at) => {
    const first = await selectTouch(at, thread, 'first');
    const last = await selectTouch(at, thread, 'last');
    return { first: first ? toArrival(first) : null, last: last ? toArrival(last) : null };
  });
}

/** Refs that arrived and that no entry point knows, the one seen last first. They belong to Pages: for keys of all sites. */
export async function listUnmatchedRefs(ctx: Ctx, query: ListUnmatchedRefsQuery): Promise<Page<UnmatchedRef>> {
  requireScope(ctx.actor, 'arrivals:read', null);
  const rows = await ctx.storage.read((at) => selectUnmatched(at, query, parseCursor(query.cursor)));
  return toPage(
    rows,
    query,
    (row) => `${row.lastSeenAt.getTime()}.${row.refHash}`,
    ({ refHash: _hash, firstSeenAt, lastSeenAt, ...row }) => ({
      ...row,
      firstSeenAt: firstSeenAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    }),
  );
}

function parseCursor(cursor: string | undefined): { lastSeenAt: Date; refHash: string } | null {
  if (cursor === undefined) return null;
  const match = /^(\d{1,15})\.([A-Za-z0-9_-]{43})$/.exec(cursor);
  if (!match?.[1] || !match[2]) {
    throw new ThreadtieError(
      'invalid_request',
      'The cursor is not one of ours.',
      'Pass nextCursor of the page before.',
    );
  }
  return { lastSeenAt: new Date(Number(match[1])), refHash: match[2] };
}
