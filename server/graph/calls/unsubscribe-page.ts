import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { successAnswer } from '../success-answer.ts';

/**
 * Ends the app's subscription to the Page. Repeated when no answer comes: what has ended stays ended.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function unsubscribePage(
  ctx: Ctx,
  caller: GraphCaller,
  { pageId }: { readonly pageId: string },
): Promise<void> {
  const path = [pageId, 'subscribed_apps'];
  const call = { name: 'unsubscribePage', method: 'DELETE', path, answer: successAnswer, isRepeatable: true } as const;
  await callGraph(ctx, caller, call);
}
