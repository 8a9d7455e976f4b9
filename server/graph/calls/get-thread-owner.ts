import { z } from 'zod';
import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { graphId } from '../graph-id.ts';
import { instantOrNever } from '../instant-or-never.ts';

/** The app that controls a thread. */
export interface ThreadOwner {
  readonly appId: string;
  readonly expiresAt: Date | null;
}

const answer = z.object({
  data: z.array(z.object({ thread_owner: z.object({ app_id: graphId, expiration: instantOrNever }).nullish() })),
});

/**
 * Tells which app controls a thread; null while it is idle.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function getThreadOwner(
  ctx: Ctx,
  caller: GraphCaller,
  { pageId, psid }: { readonly pageId: string; readonly psid: string },
): Promise<ThreadOwner | null> {
  const path = [pageId, 'thread_owner'];
  const query = { recipient: psid };
  const { data } = await callGraph(ctx, caller, { name: 'getThreadOwner', method: 'GET', path, query, answer });
  const owner = data[0]?.thread_owner;
  return owner ? { appId: owner.app_id, expiresAt: owner.expiration } : null;
}
