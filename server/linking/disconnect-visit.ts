import type { VisitStatus } from '../../shared/api/refs.ts';
import { unlinkVisit } from '../account-links/index.ts';
import type { Ctx } from '../base/ctx.ts';
import { getVisit } from '../refs/index.ts';

/**
 * Ends the link that a visit brought about, for whoever holds the visit's secret; answers where the visit stands then. The
 * secret alone counts: a key that comes along adds nothing, and the visit is the actor.
 * @throws {ThreadtieError} `not_found`: the same for an unknown visit, a wrong secret and none; `not_linked`
 */
export async function disconnectVisit(ctx: Ctx, refId: string, watchSecret: string | undefined): Promise<VisitStatus> {
  const { id } = await getVisit(ctx, refId, watchSecret);
  await unlinkVisit({ ...ctx, actor: { type: 'visitor', id } }, id);
  return await getVisit(ctx, refId, watchSecret);
}
