import type { BrowserStage, VisitStage } from '../../shared/visit.ts';
import type { Ctx } from '../base/ctx.ts';
import type { Gathering } from '../base/storage/index.ts';
import { insertStages, type StageRow } from './store.ts';

/** Signals that a visit went on; the subject is its ref id. */
export const VISIT_CHANGED = 'refs.visit-changed';

interface Reached {
  readonly row: StageRow;
  readonly signals: Ctx['signals'];
}

const STAGES: Gathering<Reached> = {
  name: 'refs.stages',
  async write(tx, reached) {
    const rows = reached.map(({ row }) => row);
    const fresh = new Set(await insertStages(tx, rows));
    tx.afterCommit(() => {
      for (const refId of fresh) reached[0]?.signals.send(VISIT_CHANGED, refId);
    });
  },
};

/** Records that a visit reached a stage and tells whoever watches it, once it is durable. Doing it again changes nothing. */
export async function recordStage(
  ctx: Ctx,
  input: { readonly refId: string; readonly stage: Exclude<VisitStage, BrowserStage>; readonly reason?: string },
): Promise<void> {
  await ctx.storage.write(async (tx) => {
    const row = { refId: input.refId, stage: input.stage, at: ctx.clock.now(), reason: input.reason ?? null };
    tx.gather(STAGES, { row, signals: ctx.signals });
  });
}
