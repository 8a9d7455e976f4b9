import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Replay, ReplayOptions } from '../../shared/api/deliveries.ts';
import { recordAudit } from '../audit/index.ts';
import type { Ctx } from '../base/ctx.ts';
import { type Tx, UniqueConflict } from '../base/storage/index.ts';
import { enqueueDrains } from './jobs.ts';
import { judgeReplay, type ReplayRefusal } from './judge-replay.ts';
import { createRenewal, type RenewEvent } from './renew-event.ts';
import { putBack, renameEvent, type ReplayRow } from './replay-store.ts';
import { createReplayTally } from './replay-tally.ts';

const BATCH = 200;

/** What a replay is written down as, and which reactions will run. */
export interface ReplayTask {
  readonly action: string;
  readonly subject: string;
  readonly handlers: readonly string[];
}

interface Judged {
  readonly row: ReplayRow;
  readonly verdict: ReplayRefusal | 'put_back';
}

/** Puts these events back in small writes, between which others have their turn; one audit row stands for all. */
export async function replayRows(
  ctx: Ctx,
  rows: readonly ReplayRow[],
  options: ReplayOptions,
  task: ReplayTask,
): Promise<Replay> {
  const tally = createReplayTally(options.preview, task.handlers);
  const renew = createRenewal();
  for (let next = 0; next === 0 || next < rows.length; next += BATCH) {
    const batch = rows.slice(next, next + BATCH);
    const judged = options.preview
      ? await ctx.storage.read((at) => judge(batch, options, async (row) => (await renew(at, row)) !== null))
      : await ctx.storage.write(async (tx) => {
          const { action, subject } = task;
          if (next === 0) await recordAudit(ctx, { action, subject, siteId: null });
          return await putBackBatch(ctx, tx, await judge(batch, options, (row) => rename(tx, row, renew)), options);
        });
    for (const { row, verdict } of judged) tally.add(row, verdict);
    await nextTurn();
  }
  return tally.result();
}

/** @param isKnown tells of an event of an unknown kind whether this version knows it */
async function judge(
  batch: readonly ReplayRow[],
  options: ReplayOptions,
  isKnown: (row: ReplayRow) => Promise<boolean>,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const row of batch) {
    const verdict = judgeReplay(row, options);
    if (verdict !== 'renew') judged.push({ row, verdict });
    else judged.push({ row, verdict: (await isKnown(row)) ? 'put_back' : 'unknown_kind' });
  }
  return judged;
}

/** One that has been received again since this version knows it, under the key it has now, stays as it is. */
async function rename(tx: Tx, row: ReplayRow, renew: RenewEvent): Promise<boolean> {
  const event = await renew(tx, row);
  if (!event) return false;
  try {
    await tx.savepoint(() => renameEvent(tx, row.id, event));
    return true;
  } catch (error) {
    if (error instanceof UniqueConflict) return false;
    throw error;
  }
}

/** What another replay has put back meanwhile is left to that one. */
async function putBackBatch(
  ctx: Ctx,
  tx: Tx,
  judged: readonly Judged[],
  { includeApplied, force }: ReplayOptions,
): Promise<Judged[]> {
  const ids = judged.filter(({ verdict }) => verdict === 'put_back').map(({ row }) => row.id);
  if (ids.length === 0) return [...judged];
  const from = includeApplied ? (['dead', 'parked', 'applied'] as const) : (['dead', 'parked'] as const);
  const moved = await putBack(tx, ids, { now: ctx.clock.now(), from, isForced: force });
  await enqueueDrains(ctx, tx, new Set(moved.map((event) => event.partition)));
  const done = new Set(moved.map((event) => event.id));
  return judged.map(({ row, verdict }) => ({
    row,
    verdict: verdict === 'put_back' && !done.has(row.id) ? 'already_pending' : verdict,
  }));
}
