import { type FoundEntryPoint, findEntryPointByCampaignRef, findEntryPointByCode } from '../entry-points/index.ts';
import type { ArrivalInput } from '../arrivals/index.ts';
import type { ArrivalReason } from '../../shared/api/arrivals.ts';
import { codeOfVisitRef } from '../../shared/ref.ts';
import type { Ctx } from '../base/ctx.ts';
import { redeemRef, type Redemption } from '../refs/index.ts';
import type { ArrivalEvent } from './receive-arrival.ts';

/** The part of an arrival's record that its ref decides. */
type MatchRecord = Pick<
  ArrivalInput,
  | 'isVisitRef'
  | 'refId'
  | 'entryPoint'
  | 'siteId'
  | 'dataRef'
  | 'siteUserId'
  | 'landing'
  | 'signedContext'
  | 'outcome'
  | 'reason'
>;

/** What an arrival's ref stands for. */
export interface Match {
  readonly entryPoint: FoundEntryPoint | null;
  readonly record: MatchRecord;
}

/** Matches what arrived with a visit, an entry point's code, or an alias. Never throws for what a visitor wrote. */
export async function matchRef(ctx: Ctx, event: ArrivalEvent): Promise<Match> {
  const { ref } = event.arrival;
  if (ref === null || ref === '') return unmatched('no_ref', false);
  const code = codeOfVisitRef(ref);
  const entryPoint =
    code === null ? await findEntryPointByCampaignRef(ctx, event.pageId, ref) : await findEntryPointByCode(ctx, code);
  if (!entryPoint) return unmatched('unknown_ref', code !== null);
  if (entryPoint.pageId !== event.pageId) return unmatched('ref_of_another_page', code !== null);
  if (code === null) return campaignMatch(entryPoint);
  const { psid, occurredAt } = event;
  const redemption = await redeemRef(ctx, { ref, entryPointKey: entryPoint.key, psid, occurredAt });
  return { entryPoint, record: toRecord(entryPoint, redemption) };
}

/** What a redemption adds to an arrival: the account only where the entry point's policy lets it count. */
export function toRecord(entryPoint: FoundEntryPoint, redemption: Redemption): MatchRecord {
  const obstacle = redemption.siteUserId === null ? null : obstacleOf(entryPoint);
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

function obstacleOf(entryPoint: FoundEntryPoint): ArrivalReason | null {
  if (entryPoint.status === 'archived') return 'entry_point_archived';
  if (entryPoint.status === 'paused') return 'entry_point_paused';
  return entryPoint.linkPolicy === 'off' ? 'link_policy_off' : null;
}

function campaignMatch(entryPoint: FoundEntryPoint): Match {
  const { key, siteId } = entryPoint;
  return { entryPoint, record: { ...NOTHING, entryPoint: key, siteId, outcome: 'matched' } };
}

function unmatched(reason: ArrivalReason, isVisitRef: boolean): Match {
  return { entryPoint: null, record: { ...NOTHING, isVisitRef, reason } };
}

const NOTHING: MatchRecord = {
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
