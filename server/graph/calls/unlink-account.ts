import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { successAnswer } from '../success-answer.ts';

/**
 * Ends the account link of a person. Repeated when no answer comes: what has ended stays ended.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function unlinkAccount(ctx: Ctx, caller: GraphCaller, { psid }: { readonly psid: string }): Promise<void> {
  await callGraph(ctx, caller, {
    name: 'unlinkAccount',
    method: 'POST',
    path: ['me', 'unlink_accounts'],
    body: { psid },
    answer: successAnswer,
    isRepeatable: true,
  });
}
