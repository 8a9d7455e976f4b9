import type { Ctx } from '../base/ctx.ts';
import type { FoundEntryPoint, LinkContext } from '../entry-points/index.ts';
import { registerVisit } from './register-visit.ts';

/** Mints and registers the visit of somebody who followed `/go/{key}`: context, no identity. */
export async function mintLinkVisit(ctx: Ctx, entryPoint: FoundEntryPoint, context: LinkContext): Promise<string> {
  const { ref } = await registerVisit(
    ctx,
    { entryPoint: entryPoint.key, dataRef: context.dataRef, landing: { utm: context.utm } },
    { origin: undefined, address: null, agent: null },
  );
  return ref;
}
