import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { successAnswer } from '../success-answer.ts';

/** A thread, and a word for the app on the other side. */
export interface ThreadControlInput {
  readonly pageId: string;
  readonly psid: string;
  readonly metadata?: string;
}

/**
 * Hands the thread to another app. Not repeated: the second time the thread is no longer ours.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function passThread(
  ctx: Ctx,
  caller: GraphCaller,
  input: ThreadControlInput & { readonly targetAppId: string },
): Promise<void> {
  await change(ctx, caller, 'pass', input, { target_app_id: input.targetAppId });
}

/**
 * Takes the thread from the app that controls it. Not repeated: it may have changed hands again.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function takeThread(ctx: Ctx, caller: GraphCaller, input: ThreadControlInput): Promise<void> {
  await change(ctx, caller, 'take', input);
}

/**
 * Asks the app that controls the thread to hand it over. Not repeated: each request is told to that app.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function requestThread(ctx: Ctx, caller: GraphCaller, input: ThreadControlInput): Promise<void> {
  await change(ctx, caller, 'request', input);
}

/**
 * Lets the thread go. Not repeated: it may belong to somebody else by then.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function releaseThread(ctx: Ctx, caller: GraphCaller, input: ThreadControlInput): Promise<void> {
  await change(ctx, caller, 'release', input);
}

/**
 * Keeps the thread for so many seconds from now, seven days at most. Repeated when no answer comes: a moment more or less
 * does no harm.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function extendThread(
  ctx: Ctx,
  caller: GraphCaller,
  input: Omit<ThreadControlInput, 'metadata'> & { readonly durationSeconds: number },
): Promise<void> {
  await change(ctx, caller, 'extend', input, { duration: input.durationSeconds });
}

type Verb = 'pass' | 'take' | 'request' | 'release' | 'extend';

async function change(
  ctx: Ctx,
  caller: GraphCaller,
  verb: Verb,
  { pageId, psid, metadata }: ThreadControlInput,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await callGraph(ctx, caller, {
    name: `${verb}Thread`,
    method: 'POST',
    path: [pageId, `${verb}_thread_control`],
    body: { recipient: { id: psid }, metadata, ...more },
    answer: successAnswer,
    isRepeatable: verb === 'extend',
  });
}
