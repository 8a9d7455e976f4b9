import type { VisitQuestion } from '../../shared/visit.ts';
import type { Ctx } from '../base/ctx.ts';
import { VISIT_CHANGED } from './record-stage.ts';
import { updateQuestion } from './store.ts';

/** Has a visit's page show a question, or none any more, and tells whoever watches it once that is durable. */
export async function setVisitQuestion(ctx: Ctx, refId: string, question: VisitQuestion | null): Promise<void> {
  await ctx.storage.write(async (tx) => {
    await updateQuestion(tx, refId, question);
    tx.afterCommit(() => ctx.signals.send(VISIT_CHANGED, refId));
  });
}
