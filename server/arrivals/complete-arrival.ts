import type { ArrivalReason } from '../../shared/api/arrivals.ts';
import type { Landing } from '../../shared/api/refs.ts';
import type { Ctx } from '../base/ctx.ts';
import { type ArrivalRow, selectByVisit, updateArrival } from './store.ts';

/** What turned out about an arrival after it was recorded. */
export interface ArrivalChange {
  readonly outcome?: 'matched' | 'refused';
  readonly reason: ArrivalReason | null;
  readonly siteUserId: string | null;
  readonly dataRef?: string | null;
  readonly landing?: Landing | null;
  readonly signedContext?: unknown;
}

/** Writes down what turned out later: a visit that was registered after its arrival, a link that was refused. */
export async function completeArrival(ctx: Ctx, id: string, change: ArrivalChange): Promise<void> {
  await ctx.storage.write((tx) => updateArrival(tx, id, change));
}

/** The arrivals that came with this visit's ref before the visit was registered, oldest first. */
export async function listAwaitingArrivals(ctx: Ctx, refId: string): Promise<ArrivalRow[]> {
  const rows = await ctx.storage.read((at) => selectByVisit(at, refId));
  return rows.filter((row) => row.reason === 'visit_not_registered');
}
