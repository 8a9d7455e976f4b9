import { writeLinks } from '../account-links/index.ts';
import { completeArrival, listAwaitingArrivals } from '../arrivals/index.ts';
import type { Ctx } from '../base/ctx.ts';
import { findEntryPointByKey } from '../entry-points/index.ts';
import { redeemRefById } from '../refs/index.ts';
import { applyPolicy } from './apply-policy.ts';
import { toMatch } from './match-ref.ts';

/**
 * A visit was registered after somebody had arrived with its ref: every such arrival is matched now as it would have been,
 * oldest first, so that the first person redeems the identity.
 */
export async function resumeArrivals(ctx: Ctx, refId: string): Promise<void> {
  await ctx.storage.write(async () => {
    for (const arrival of await listAwaitingArrivals(ctx, refId)) {
      const { pageId, psid, occurredAt } = arrival;
      const entryPoint = await findEntryPointByKey(ctx, arrival.entryPoint ?? '');
      const redemption = await redeemRefById(ctx, refId, { psid, occurredAt });
      if (!entryPoint || !redemption) continue;
      const match = await toMatch(ctx, entryPoint, redemption, { pageId, psid });
      const { reason, siteUserId, dataRef, landing, signedContext } = match.record;
      const outcome = match.record.outcome === 'refused' ? 'refused' : 'matched';
      const turnedOut = { outcome, reason, siteUserId, dataRef, landing, signedContext } as const;
      await completeArrival(ctx, arrival.id, turnedOut);
      await applyPolicy(ctx, { arrivalId: arrival.id, match, pageId, psid });
      // The next one of these may be a second tap of the same person.
      await writeLinks(ctx);
    }
  });
}
