import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { successAnswer } from '../success-answer.ts';

/** What the app wants to be told, and where. */
export interface SubscribeAppInput {
  readonly object: 'page' | 'instagram';
  readonly callbackUrl: string;
  /** All of them: what is left out may be lost. */
  readonly fields: readonly string[];
  /** What the platform shows to the callback URL before it takes it. */
  readonly verifyToken: string;
}

/** The platform calls the callback URL before it answers. */
const TIMEOUT_MS = 25_000;

/**
 * Subscribes the app to exactly these fields of an object, at one address for all of them. Repeated when no answer comes:
 * it sets the same again.
 * @param caller the app itself, by `appCaller`
 * @throws {GraphError} code 2200 when the callback URL does not prove itself
 */
export async function subscribeApp(ctx: Ctx, caller: GraphCaller, input: SubscribeAppInput): Promise<void> {
  await callGraph(ctx, caller, {
    name: 'subscribeApp',
    method: 'POST',
    path: [caller.appId, 'subscriptions'],
    body: {
      object: input.object,
      callback_url: input.callbackUrl,
      fields: input.fields.join(','),
      verify_token: input.verifyToken,
      include_values: true,
    },
    answer: successAnswer,
    isRepeatable: true,
    timeoutMs: TIMEOUT_MS,
  });
}
