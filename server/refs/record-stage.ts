import type { VisitStage } from '../../shared/visit.ts';
import type { Ctx } from '../base/ctx.ts';
import { insertStage } from './store.ts';

/** Signals that a visit went on; the subject is its ref id. */
export const VISIT_CHANGED = 'refs.visit-changed';

/** Records that a visit reached a stage and tells whoever watches it, once it is durable. Doing it again changes nothing. */
export async function recordStage(
  ctx: Ctx,
  input: { readonly refId: string; readonly stage: VisitStage; readonly reason?: string },
): Promise<void> {
  await ctx.storage.write(async (tx) => {
    const row = { refId: input.refId, stage: input.stage, at: ctx.clock.now(), reason: input.reason ?? null };
    const isNew = await insertStage(tx, row);
    if (isNew) tx.afterCommit(() => ctx.signals.send(VISIT_CHANGED, input.refId));
  });
}
