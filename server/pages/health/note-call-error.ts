import type { Ctx } from '../../base/ctx.ts';
import type { GraphError } from '../../graph/index.ts';
import { type AppPage, selectToken, updateTokenRow } from '../store.ts';
import { upsertCallError } from './call-error-store.ts';
import { isDeadly } from './is-deadly.ts';
import { judgeAnew } from './update-health.ts';

/** What is needed of an error: which problem it names, and what shows it. */
type CallError = Pick<GraphError, 'code' | 'subcode' | 'problem' | 'sentence' | 'traceId' | 'verdict'>;

/**
 * Notes what a refused call says of the Page: a dead token is marked, so that nothing is called with it any more, and the
 * health is judged anew, which tells whoever is to be told. An error that names no problem of the Page is none of its business.
 * Call it outside of any write that may be undone.
 */
export async function noteCallError(ctx: Ctx, key: AppPage, error: CallError): Promise<void> {
  const { problem } = error;
  if (!problem) return;
  await ctx.storage.write((tx) =>
    judgeAnew(ctx, tx, key.pageId, async () => {
      const now = ctx.clock.now();
      const { code, subcode, sentence, traceId } = error;
      const times = { firstAt: now, lastAt: now, count: 1 };
      await upsertCallError(tx, { ...key, problem, code, subcode, sentence, traceId, ...times });
      if (!isDeadly(problem)) return;
      const token = await selectToken(tx, key);
      if (token?.state === 'live') await updateTokenRow(tx, token, { state: 'dead', problem, checkedAt: now });
    }),
  );
}
