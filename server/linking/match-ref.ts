import { findLink } from '../account-links/index.ts';
import { type FoundEntryPoint, findEntryPointByCampaignRef, findEntryPointByCode } from '../entry-points/index.ts';
import type { ArrivalMatch } from '../arrivals/index.ts';
import type { ArrivalReason } from '../../shared/api/arrivals.ts';
import type { ArrivalEvent } from '../../shared/messenger/messenger-event.ts';
import { codeOfVisitRef } from '../../shared/ref.ts';
import type { Ctx } from '../base/ctx.ts';
import { redeemRef, type Redemption } from '../refs/index.ts';
import { obstacleOf } from './obstacle-of.ts';

/** An account of the site that a visit proved. */
export interface ProvenAccount {
  readonly siteUserId: string;
  readonly label: string | null;
  readonly signedContext: unknown;
  /** Where it was proven, cut. */
  readonly address: string | null;
  readonly agent: string | null;
}

/** What an arrival's ref stands for. */
export interface Match {
  readonly entryPoint: FoundEntryPoint | null;
  /** This arrival redeemed a visit's ref: an account may be tied. */
  readonly isFirstRedemption: boolean;
  /** The account that the visit proved, where an attempt to tie it may begin. */
  readonly account: ProvenAccount | null;
  readonly record: ArrivalMatch;
}

/** Matches what arrived with a visit, an entry point's code, or an alias. Never throws for what a visitor wrote. */
export async function matchRef(ctx: Ctx, event: ArrivalEvent): Promise<Match> {
  const { ref } = event.arrival;
  if (ref === null || ref === '') return unmatched('no_ref', false);
  const code = codeOfVisitRef(ref);
  const entryPoint = await findEntryPoint(ctx, event.pageId, ref, code);
  if (!entryPoint) return unmatched('unknown_ref', code !== null);
  if (entryPoint.pageId !== event.pageId) return unmatched('ref_of_another_page', code !== null);
  if (code === null) return campaignMatch(entryPoint);
  const { psid, occurredAt } = event;
  const redemption = await redeemRef(ctx, { ref, entryPointKey: entryPoint.key, psid, occurredAt });
  return await toMatch(ctx, entryPoint, redemption, event);
}

/** Many events of a batch come through one entry point, and none of them changes it. */
async function findEntryPoint(
  ctx: Ctx,
  pageId: string,
  ref: string,
  code: string | null,
): Promise<FoundEntryPoint | null> {
  const sought = JSON.stringify(code === null ? [pageId, ref] : code);
  return await ctx.storage.write((tx) =>
    tx.remember(`linking.entry-point ${sought}`, () =>
      code === null ? findEntryPointByCampaignRef(ctx, pageId, ref) : findEntryPointByCode(ctx, code),
    ),
  );
}

/**
 * What a redemption makes of an arrival: the account counts only where the entry point's policy lets it, and where the policy
 * asks first only once the thread is tied to it.
 */
export async function toMatch(
  ctx: Ctx,
  entryPoint: FoundEntryPoint,
  redemption: Redemption,
  thread: { readonly pageId: string; readonly psid: string | null },
): Promise<Match> {
  const { siteUserId, siteUserLabel: label, signedContext, address, agent, isFirst: isFirstRedemption } = redemption;
  const obstacle = siteUserId === null ? null : obstacleOf(entryPoint);
  const account = siteUserId === null || obstacle ? null : { siteUserId, label, signedContext, address, agent };
  const awaits = account !== null && !(await counts(ctx, entryPoint, redemption, thread)) ? 'link_awaits_proof' : null;
  return { entryPoint, isFirstRedemption, account, record: toRecord(entryPoint, redemption, obstacle ?? awaits) };
}

async function counts(
  ctx: Ctx,
  { linkPolicy, siteId }: FoundEntryPoint,
  { isFirst, siteUserId }: Redemption,
  { pageId, psid }: { readonly pageId: string; readonly psid: string | null },
): Promise<boolean> {
  if (psid === null) return false;
  if (isFirst) return linkPolicy === 'direct';
  return (await findLink(ctx, { siteId, pageId, psid }))?.siteUserId === siteUserId;
}

function toRecord(entryPoint: FoundEntryPoint, redemption: Redemption, obstacle: ArrivalReason | null): ArrivalMatch {
  return {
    isVisitRef: true,
    refId: redemption.refId,
    entryPoint: entryPoint.key,
    siteId: entryPoint.siteId,
    dataRef: redemption.dataRef,
    landing: redemption.landing,
    signedContext: obstacle ? null : redemption.signedContext,
    outcome: redemption.outcome,
    siteUserId: obstacle ? null : redemption.siteUserId,
    reason: obstacle ?? redemption.reason,
  };
}

function campaignMatch(entryPoint: FoundEntryPoint): Match {
  const { key, siteId } = entryPoint;
  const record = { ...NOTHING, entryPoint: key, siteId, outcome: 'matched' as const };
  return { entryPoint, isFirstRedemption: false, account: null, record };
}

function unmatched(reason: ArrivalReason, isVisitRef: boolean): Match {
  return { entryPoint: null, isFirstRedemption: false, account: null, record: { ...NOTHING, isVisitRef, reason } };
}

const NOTHING: ArrivalMatch = {
  isVisitRef: false,
  refId: null,
  entryPoint: null,
  siteId: null,
  dataRef: null,
  siteUserId: null,
  landing: null,
  signedContext: null,
  outcome: 'unmatched',
  reason: null,
};
