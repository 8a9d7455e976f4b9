import { z } from 'zod';
import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { graphId } from '../graph-id.ts';

/** The id under which an app knows a person. */
export interface AppScopedId {
  readonly asid: string;
  readonly appId: string;
}

const answer = z.object({ data: z.array(z.object({ id: graphId, app: z.object({ id: graphId }) })) });

/**
 * The ids under which apps of the Page's business know a person; often none.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function listIdsForApps(
  ctx: Ctx,
  caller: GraphCaller,
  { psid, appId }: { readonly psid: string; readonly appId?: string },
): Promise<AppScopedId[]> {
  const path = [psid, 'ids_for_apps'];
  const query = { app: appId };
  const { data } = await callGraph(ctx, caller, { name: 'listIdsForApps', method: 'GET', path, query, answer });
  return data.map(({ id, app }) => ({ asid: id, appId: app.id }));
}
