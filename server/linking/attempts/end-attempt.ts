import type { LinkReason } from '../../../shared/api/account-links.ts';
import { refuseLink } from '../../account-links/index.ts';
import { completeArrival } from '../../arrivals/index.ts';
import type { Ctx } from '../../base/ctx.ts';
import type { Tx } from '../../base/storage/index.ts';
import { recordStage, setVisitQuestion } from '../../refs/index.ts';
import { askToUnlink } from '../login/at-platform/ask-to-unlink.ts';
import { assuranceOf, type AttemptStatus } from './attempt.ts';
import { NOTHING_PERSONAL } from './nothing-personal.ts';
import { type AttemptRow, changeOpen } from './store.ts';

/** How an attempt ends that ties nothing. */
export interface AttemptEnd {
  readonly status: Extract<AttemptStatus, 'refused' | 'spoiled' | 'expired'>;
  readonly reason: LinkReason;
  /** true: the history and the site's back end know it already. */
  readonly isTold?: boolean;
}

/** Ends an attempt without a link, wherever that has to be known; false when it had ended before. */
export async function endAttempt(ctx: Ctx, tx: Tx, row: AttemptRow, end: AttemptEnd): Promise<boolean> {
  const { status, reason, isTold = false } = end;
  const settledAt = ctx.clock.now();
  const forgotten = reason === 'site_user_erased' ? { siteUserId: '' } : {};
  const change = { status, reason, settledAt, ...NOTHING_PERSONAL, ...forgotten } as const;
  const ended = await changeOpen(tx, row.id, change);
  if (!ended) return false;
  const { refId, arrivalId, way, policy, conflictWith } = ended;
  if (way === 'messenger') await askToUnlink(ctx, tx, ended);
  if (!isTold) {
    const assurance = assuranceOf(way, policy);
    const { address, agent } = row;
    await refuseLink(ctx, { ...ended, address, agent, assurance, reason, standingLinkId: conflictWith });
  }
  if (arrivalId) {
    const why = reason === 'account_link_conflict' ? reason : 'link_refused';
    await completeArrival(ctx, arrivalId, { outcome: 'refused', reason: why, siteUserId: null, signedContext: null });
  }
  if (!refId) return true;
  await recordStage(ctx, { refId, stage: 'link_refused', reason });
  await setVisitQuestion(ctx, refId, null);
  return true;
}
