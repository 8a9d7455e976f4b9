import { z } from 'zod';
import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { graphId } from '../graph-id.ts';

/** The id under which a Page knows a person. */
export interface PageScopedId {
  readonly psid: string;
  readonly pageId: string;
}

const answer = z.object({ data: z.array(z.object({ id: graphId, page: z.object({ id: graphId }) })) });

/**
 * The ids under which Pages of the app's business know a person; often none.
 * @param caller the app itself, by `appCaller`
 * @throws {GraphError}
 */
export async function listIdsForPages(
  ctx: Ctx,
  caller: GraphCaller,
  { asid, pageId }: { readonly asid: string; readonly pageId?: string },
): Promise<PageScopedId[]> {
  const path = [asid, 'ids_for_pages'];
  const query = { page: pageId };
  const { data } = await callGraph(ctx, caller, { name: 'listIdsForPages', method: 'GET', path, query, answer });
  return data.map(({ id, page }) => ({ psid: id, pageId: page.id }));
}
