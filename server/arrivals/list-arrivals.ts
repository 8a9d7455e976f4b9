import { z } from 'zod';
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
import { CursorTime, decodeCursor, encodeCursor, toPage } from '../base/page.ts';
import { findEntryPointByCampaignRef } from '../entry-points/index.ts';
import { toArrival } from './arrival.ts';
import { selectArrivals, selectTouch, selectUnmatched, type UnmatchedRow } from './store.ts';

const Cursor = z.tuple([CursorTime, z.string(), z.string()]);

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

/**
 * Refs that arrived while no entry point knew them, the one seen last first, with the entry point that knows them by now.
 * They belong to Pages: for keys of all sites.
 */
export async function listUnmatchedRefs(ctx: Ctx, query: ListUnmatchedRefsQuery): Promise<Page<UnmatchedRef>> {
  requireScope(ctx.actor, 'arrivals:read', null);
  const rows = await ctx.storage.read((at) => selectUnmatched(at, query, decodeCursor(query.cursor, Cursor)));
  const page = toPage(rows, query, cursorOf, (row) => row);
  const data = await Promise.all(page.data.map((row) => toUnmatchedRef(ctx, row)));
  return { ...page, data };
}

async function toUnmatchedRef(ctx: Ctx, { refHash: _hash, ...row }: UnmatchedRow): Promise<UnmatchedRef> {
  const entryPoint = await findEntryPointByCampaignRef(ctx, row.pageId, row.ref);
  return {
    ...row,
    entryPoint: entryPoint?.key ?? null,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  };
}

function cursorOf(row: UnmatchedRow): string {
  return encodeCursor([row.lastSeenAt.toISOString(), row.pageId, row.refHash]);
}
