import type { Ctx } from '../../base/ctx.ts';
import type { GraphError } from '../../graph/index.ts';
import { selectToken, type TokenRow, updateTokenRow } from '../store.ts';
import { upsertCallError } from './call-error-store.ts';
import { isDeadly } from './is-deadly.ts';
import { judgeAnew } from './update-health.ts';

/** What is needed of an error: which problem it names, and what shows it. */
type CallError = Pick<GraphError, 'code' | 'subcode' | 'problem' | 'scope' | 'sentence' | 'traceId'>;

/**
 * Notes what a refused call says of the Page: a dead token is marked, so that nothing is called with it any more, and the
 * health is judged anew, which tells whoever is to be told. An error that names no problem of the whole Page is none of its
 * business, nor is one of a token that has been replaced since. Call it outside of any write that may be undone.
 * @param token the one that the call was made with
 */
export async function noteCallError(ctx: Ctx, token: TokenRow, error: CallError): Promise<void> {
  const { problem, scope } = error;
  if (!problem || scope !== 'page') return;
  const { appId, pageId } = token;
  await ctx.storage.write((tx) =>
    judgeAnew(ctx, tx, pageId, async () => {
      const current = await selectToken(tx, token);
      if (current?.sealedToken !== token.sealedToken) return;
      const now = ctx.clock.now();
      const { code, subcode, sentence, traceId } = error;
      const times = { firstAt: now, lastAt: now, count: 1 };
      await upsertCallError(tx, { pageId, appId, problem, code, subcode, sentence, traceId, ...times });
      if (!isDeadly(problem) || current.state === 'dead') return;
      await updateTokenRow(tx, current, { state: 'dead', problem, checkedAt: now });
    }),
  );
}
