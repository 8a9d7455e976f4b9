import type { Ctx } from '../base/ctx.ts';
import type { FoundEntryPoint, LinkContext } from '../entry-points/index.ts';
import { registerVisit } from './register-visit.ts';

/** A fresh visit ref of the entry point with this code: 128 random bits behind it. */
export function mintVisitRef(ctx: Ctx, code: string): string {
  return `${code}_${ctx.random.token(128)}`;
}

/** Mints and registers the visit of somebody who followed `/go/{key}`: context, no identity. */
export async function mintLinkVisit(ctx: Ctx, entryPoint: FoundEntryPoint, context: LinkContext): Promise<string> {
  const { ref } = await registerVisit(
    ctx,
    { entryPoint: entryPoint.key, dataRef: context.dataRef, landing: { utm: context.utm } },
    undefined,
  );
  return ref;
}
