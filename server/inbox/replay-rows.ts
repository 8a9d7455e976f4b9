import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Replay, ReplayOptions } from '../../shared/api/deliveries.ts';
import { recordAudit } from '../audit/index.ts';
import type { Ctx } from '../base/ctx.ts';
import type { Tx } from '../base/storage/index.ts';
import type { Inbox } from './create-inbox.ts';
import { enqueueDrains } from './jobs.ts';
import { type JudgedRow, judgeRows, previewRename, renameIn } from './judge-rows.ts';
import { createRenewal } from './renew-event.ts';
import { putBack, type ReplayRow } from './replay-store.ts';
import { createReplayTally } from './replay-tally.ts';

const BATCH = 200;

/** Which reactions will run, and for which Pages. */
export type ReplayTarget = Pick<Inbox, 'handlers' | 'isConnectedPage'>;

/** What a replay is written down as, and what it is for. */
export interface ReplayTask {
  readonly action: string;
  readonly subject: string;
  readonly target: ReplayTarget;
}

/** Puts these events back in small writes, between which others have their turn; one audit row stands for all. */
export async function replayRows(
  ctx: Ctx,
  rows: readonly ReplayRow[],
  options: ReplayOptions,
  { action, subject, target }: ReplayTask,
): Promise<Replay> {
  const tally = createReplayTally(options.preview, target.handlers);
  const judging = { options, isConnectedPage: target.isConnectedPage, renew: createRenewal() };
  const renameLater = previewRename();
  for (let next = 0; next === 0 || next < rows.length; next += BATCH) {
    const batch = rows.slice(next, next + BATCH);
    const judged = options.preview
      ? await ctx.storage.read((at) => judgeRows(at, batch, { ...judging, rename: renameLater(at) }))
      : await ctx.storage.write(async (tx) => {
          if (next === 0) await recordAudit(ctx, { action, subject, siteId: null });
          const verdicts = await judgeRows(tx, batch, { ...judging, rename: renameIn(tx) });
          return await putBackBatch(ctx, tx, verdicts, options);
        });
    for (const { row, verdict } of judged) tally.add(row, verdict);
    await nextTurn();
  }
  return tally.result();
}

/** What another replay has put back meanwhile is left to that one. */
async function putBackBatch(
  ctx: Ctx,
  tx: Tx,
  judged: readonly JudgedRow[],
  { includeApplied, force }: ReplayOptions,
): Promise<JudgedRow[]> {
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
