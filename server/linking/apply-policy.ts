import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import { LINKED_BEFORE } from '../../shared/visit.ts';
import { linkAccount, type LinkInput } from '../account-links/index.ts';
import { completeArrival } from '../arrivals/index.ts';
import type { Ctx } from '../base/ctx.ts';
import { recordStage } from '../refs/index.ts';
import { getSiteSettings } from '../sites/index.ts';
import { openAttempt } from './attempts/open-attempt.ts';
import type { Match } from './match-ref.ts';

/** An arrival that may lead to a link. */
export interface PolicyInput {
  readonly arrivalId: string;
  readonly match: Match;
  readonly pageId: string;
  readonly psid: string | null;
  readonly event?: MessengerEvent;
}

/**
 * Begins to tie the thread to the account the visit proved, as the entry point's policy says: at once (`direct`), or after a
 * question. Only the arrival that redeemed the ref may: a link that was removed, refused or not wanted then does not come
 * about by a later tap.
 */
export async function applyPolicy(ctx: Ctx, { arrivalId, match, pageId, psid, event }: PolicyInput): Promise<void> {
  const { entryPoint, account, record, isFirstRedemption } = match;
  const { refId } = record;
  if (!isFirstRedemption || !entryPoint || !account || refId === null || psid === null) return;
  const { siteId, linkPolicy } = entryPoint;
  const { siteUserId, label, signedContext, address, agent } = account;
  const proven = { siteId, siteUserId, label, pageId, psid, way: 'visit', refId, address, agent } as const;
  const attempt = { ...proven, arrivalId, signedContext, ...(event ? { event } : {}) };
  if (linkPolicy === 'off') return;
  if (linkPolicy !== 'direct') return void (await openAttempt(ctx, { ...attempt, policy: linkPolicy }));
  const { onConflict, minimumAssurance } = await rulesOf(ctx, siteId);
  if (onConflict !== 'refuse') return void (await openAttempt(ctx, { ...attempt, policy: 'none' }));
  const rules = { assurance: 'direct', onConflict, minimumAssurance } as const;
  await linkAtOnce(ctx, arrivalId, { ...proven, ...rules });
}

/** Many arrivals of a batch are of one site, and none of them changes its rules. */
async function rulesOf(ctx: Ctx, siteId: string): Promise<Pick<LinkInput, 'onConflict' | 'minimumAssurance'>> {
  return await ctx.storage.write((tx) =>
    tx.remember(`linking.rules ${siteId}`, async () => (await getSiteSettings(ctx, siteId)).linking),
  );
}

/** The short way where nothing can be asked: no attempt is written down. */
async function linkAtOnce(ctx: Ctx, arrivalId: string, input: LinkInput & { readonly refId: string }): Promise<void> {
  const { refId } = input;
  await linkAccount(ctx, input, async ({ outcome }) => {
    if (outcome === 'created') return await recordStage(ctx, { refId, stage: 'linked' });
    if (outcome === 'confirmed_again') return await recordStage(ctx, { refId, stage: 'linked', reason: LINKED_BEFORE });
    const isWeak = outcome === 'too_weak';
    const reason = isWeak ? 'link_refused' : 'account_link_conflict';
    await completeArrival(ctx, arrivalId, { outcome: 'refused', reason, siteUserId: null, signedContext: null });
    await recordStage(ctx, { refId, stage: 'link_refused', reason: isWeak ? 'assurance_too_low' : reason });
  });
}
