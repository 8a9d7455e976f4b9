import { readLinkCodeRef } from '../../../shared/link-code.ts';
import type { ArrivalEvent } from '../../../shared/messenger/messenger-event.ts';
import type { ArrivalMatch } from '../../arrivals/index.ts';
import type { Ctx } from '../../base/ctx.ts';
import { findEntryPointByCode } from '../../entry-points/index.ts';
import { redeemLinkCode, type TakenCode } from './redeem-link-code.ts';

/** What an arrival with a chat code stands for. */
export interface CodeMatch {
  /** null: the code did not count, and the person has been told. */
  readonly taken: TakenCode | null;
  readonly record: ArrivalMatch;
}

/**
 * Matches the arrival of somebody who opened the link of a chat code; null: the link carried none. Whose account it is becomes
 * known when both sides have agreed. The code itself is kept nowhere, as little as a visit's ref.
 */
export async function matchLinkCode(ctx: Ctx, event: ArrivalEvent): Promise<CodeMatch | null> {
  const { pageId, psid, arrival } = event;
  const read = readLinkCodeRef(arrival.ref ?? '');
  const entryPoint = read && (await findEntryPointByCode(ctx, read.entryPointCode));
  if (!read || !entryPoint) return null;
  const taken = psid === null ? null : await redeemLinkCode(ctx, { code: read.code, pageId, psid, event });
  const isOwn = entryPoint.pageId === pageId;
  const reason = psid === null ? 'psid_unknown' : isOwn ? 'link_code_unknown' : 'ref_of_another_page';
  return {
    taken,
    record: {
      isVisitRef: true,
      refId: taken?.redemption.refId ?? null,
      entryPoint: isOwn ? entryPoint.key : null,
      siteId: isOwn ? entryPoint.siteId : null,
      dataRef: taken?.redemption.dataRef ?? null,
      siteUserId: null,
      landing: null,
      signedContext: null,
      outcome: isOwn ? 'matched' : 'unmatched',
      reason: taken ? 'link_awaits_proof' : reason,
    },
  };
}
