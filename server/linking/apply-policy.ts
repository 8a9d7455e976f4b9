import { LINKED_BEFORE } from '../../shared/visit.ts';
import { linkAccount } from '../account-links/index.ts';
import { completeArrival } from '../arrivals/index.ts';
import type { Ctx } from '../base/ctx.ts';
import { recordStage } from '../refs/index.ts';
import type { Match } from './match-ref.ts';

/** An arrival that may lead to a link. */
export interface PolicyInput {
  readonly arrivalId: string;
  readonly match: Match;
  readonly pageId: string;
  readonly psid: string | null;
}

/**
 * Ties the thread to the account the visit proved, as the entry point's policy says (`direct`: at once). Only the arrival
 * that redeemed the ref may: a link that was removed, refused or not wanted then does not come about by a later tap. A thread
 * that is tied to another account stays so; the arrival and the visit then say that it was refused.
 */
export async function applyPolicy(ctx: Ctx, { arrivalId, match, pageId, psid }: PolicyInput): Promise<void> {
  const { entryPoint, record, isFirstRedemption } = match;
  const { siteUserId, refId } = record;
  if (!isFirstRedemption || entryPoint?.linkPolicy !== 'direct') return;
  if (siteUserId === null || refId === null || psid === null) return;
  const { siteId } = entryPoint;
  const proof = { assurance: 'direct', way: 'visit', refId, label: null, address: null, agent: null } as const;
  const rules = { onConflict: 'refuse', minimumAssurance: null } as const;
  await linkAccount(ctx, { siteId, siteUserId, pageId, psid, ...proof, ...rules }, async ({ outcome }) => {
    if (outcome === 'created') return await recordStage(ctx, { refId, stage: 'linked' });
    if (outcome === 'confirmed_again') return await recordStage(ctx, { refId, stage: 'linked', reason: LINKED_BEFORE });
    const reason = 'account_link_conflict';
    await completeArrival(ctx, arrivalId, { outcome: 'refused', reason, siteUserId: null, signedContext: null });
    await recordStage(ctx, { refId, stage: 'link_refused', reason });
  });
}
