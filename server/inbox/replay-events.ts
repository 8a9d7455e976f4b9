import type { EventFilter, Replay, ReplayEventsBody, ReplayOptions } from '../../shared/api/deliveries.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { cursorAt, placeOf, rowNumber } from './delivery.ts';
import { replayRows, type ReplayTarget } from './replay-rows.ts';
import { selectForReplay, selectOneForReplay } from './replay-store.ts';

/**
 * Puts the events that fit the filter back to be applied, oldest first, up to `limit` of them; `nextCursor` says where
 * to go on. Applying is idempotent, so that replays may overlap, and events that were applied change nothing.
 */
export async function replayEvents(ctx: Ctx, input: ReplayEventsBody, target: ReplayTarget): Promise<Replay> {
  const { filter, cursor, limit, ...options } = input;
  requireReplay(ctx, options);
  const after = placeOf(cursor);
  const statuses = filter.status
    ? [filter.status]
    : STATUSES.filter((each) => options.includeApplied || each !== 'applied');
  const rows = await ctx.storage.read(async (at) => {
    const found = [];
    for (const status of statuses) found.push(...(await selectForReplay(at, { ...filter, status }, after, limit + 1)));
    return found.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || a.id - b.id);
  });
  const taken = rows.slice(0, limit);
  const last = rows.length > limit ? taken.at(-1) : undefined;
  const task = { action: 'events.replayed', subject: describeFilter(filter), target };
  return { ...(await replayRows(ctx, taken, options, task)), nextCursor: last ? cursorAt(last) : null };
}

const STATUSES = ['dead', 'parked', 'applied'] as const;

/** Puts one event back. @throws {ThreadtieError} `not_found` */
export async function replayEvent(ctx: Ctx, id: string, options: ReplayOptions, target: ReplayTarget): Promise<Replay> {
  requireReplay(ctx, options);
  const number = rowNumber('evt', id);
  const rows = number === undefined ? [] : await ctx.storage.read((at) => selectOneForReplay(at, number));
  if (rows.length === 0) throw notFound('event', id);
  return await replayRows(ctx, rows, options, { action: 'event.replayed', subject: id, target });
}

/** Refuses who may not replay; looking at what it would do takes no more than reading. */
export function requireReplay(ctx: Ctx, { preview }: Pick<ReplayOptions, 'preview'>): void {
  requireScope(ctx.actor, preview ? 'deliveries:read' : 'deliveries:write', null);
}

/** What was asked for, in words that name no person. */
function describeFilter({ psid, ...filter }: EventFilter): string {
  return JSON.stringify(psid === undefined ? filter : { ...filter, psid: '(one person)' });
}
