import { z } from 'zod';
import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { graphId } from '../graph-id.ts';
import { withFewerFields } from '../with-fewer-fields.ts';

/** A Page, as far as the token may see it; null stands for "not told". */
export interface GraphPage {
  readonly id: string;
  readonly name: string | null;
  readonly isPublished: boolean | null;
  readonly instagramId: string | null;
  readonly link: string | null;
}

const SAFE_FIELDS = ['id', 'name'];
const ALL_FIELDS = [...SAFE_FIELDS, 'is_published', 'link', 'instagram_business_account'];

const answer = z.object({
  id: graphId,
  name: z.string().nullish(),
  is_published: z.boolean().nullish(),
  link: z.string().nullish(),
  instagram_business_account: z.object({ id: graphId }).nullish(),
});

/**
 * Reads a Page. When the platform refuses fields that the token may not see, only its name is asked for.
 * @param caller with the Page's token
 * @throws {GraphError}
 */
export async function getPage(
  ctx: Ctx,
  caller: GraphCaller,
  { pageId }: { readonly pageId: string },
): Promise<GraphPage> {
  const page = await withFewerFields(ALL_FIELDS, SAFE_FIELDS, (fields, isTentative) =>
    callGraph(ctx, caller, { name: 'getPage', method: 'GET', path: [pageId], query: { fields }, answer, isTentative }),
  );
  return {
    id: page.id,
    name: page.name ?? null,
    isPublished: page.is_published ?? null,
    instagramId: page.instagram_business_account?.id ?? null,
    link: page.link ?? null,
  };
}
