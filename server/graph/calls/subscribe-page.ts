import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { successAnswer } from '../success-answer.ts';

/** What a Page is subscribed to. */
export interface SubscribePageInput {
  readonly pageId: string;
  /** All of them: what is left out may be lost. */
  readonly fields: readonly string[];
}

/**
 * Subscribes the app to exactly these fields of the Page. Repeated when no answer comes: it sets the same again.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function subscribePage(ctx: Ctx, caller: GraphCaller, input: SubscribePageInput): Promise<void> {
  await callGraph(ctx, caller, {
    name: 'subscribePage',
    method: 'POST',
    path: [input.pageId, 'subscribed_apps'],
    body: { subscribed_fields: input.fields.join(',') },
    answer: successAnswer,
    isRepeatable: true,
  });
}
