import { z } from 'zod';
import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { graphId } from '../graph-id.ts';

/** Who tapped the log-in button, and in which Page's thread. */
export interface LinkingPerson {
  readonly pageId: string;
  readonly psid: string;
}

const answer = z.object({ id: graphId, recipient: graphId });

/**
 * Tells who an account linking token was made for, within the five minutes it lives.
 * @param caller with the Page's token
 * @throws {GraphError} code 10303 when it is wrong or too old
 * @see https://developers.facebook.com/docs/messenger-platform/identity/account-linking
 */
export async function resolveLinkingToken(
  ctx: Ctx,
  caller: GraphCaller,
  { token }: { readonly token: string },
): Promise<LinkingPerson> {
  const query = { fields: 'recipient', account_linking_token: token };
  const found = await callGraph(ctx, caller, {
    name: 'resolveLinkingToken',
    method: 'GET',
    path: ['me'],
    query,
    answer,
  });
  return { pageId: found.id, psid: found.recipient };
}
