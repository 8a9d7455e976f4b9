import { z } from 'zod';
import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { graphId } from '../graph-id.ts';

/** An app that receives events of a Page. */
export interface SubscribedApp {
  readonly id: string;
  readonly name: string | null;
  readonly fields: readonly string[];
}

const answer = z.object({
  data: z.array(
    z.object({ id: graphId, name: z.string().nullish(), subscribed_fields: z.array(z.string()).nullish() }),
  ),
});

/**
 * The apps that the Page is subscribed to, as far as the token may see them.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function getSubscribedApps(
  ctx: Ctx,
  caller: GraphCaller,
  { pageId }: { readonly pageId: string },
): Promise<SubscribedApp[]> {
  const path = [pageId, 'subscribed_apps'];
  const { data } = await callGraph(ctx, caller, { name: 'getSubscribedApps', method: 'GET', path, answer });
  return data.map(({ id, name, subscribed_fields }) => ({ id, name: name ?? null, fields: subscribed_fields ?? [] }));
}
