import { linkAccount } from '../account-links/index.ts';
import { completeArrival } from '../arrivals/index.ts';
import type { Ctx } from '../base/ctx.ts';
import type { FoundEntryPoint } from '../entry-points/index.ts';
import { recordStage } from '../refs/index.ts';
import type { Match } from './match-ref.ts';

/** An arrival that may lead to a link. */
export interface PolicyInput {
  readonly arrivalId: string;
  readonly match: Match;
  readonly entryPoint: FoundEntryPoint;
  readonly pageId: string;
  readonly psid: string;
}

/**
 * Ties the thread to the account the visit proved, as the entry point's policy says (`direct`: at once). A thread that is
 * tied to another account stays so; the arrival and the visit then say that it was refused.
 */
export async function applyPolicy(ctx: Ctx, input: PolicyInput): Promise<void> {
  const { siteUserId, refId } = input.match.record;
  if (siteUserId === null || refId === null || input.entryPoint.linkPolicy !== 'direct') return;
  const { siteId } = input.entryPoint;
  const { pageId, psid } = input;
  const result = await linkAccount(ctx, { siteId, siteUserId, pageId, psid, assurance: 'direct', refId });
  if (result.outcome !== 'conflict') return await recordStage(ctx, { refId, stage: 'linked' });
  const reason = 'account_link_conflict';
  await completeArrival(ctx, input.arrivalId, { outcome: 'refused', reason, siteUserId: null });
  await recordStage(ctx, { refId, stage: 'link_refused', reason });
}
