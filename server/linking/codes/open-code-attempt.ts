import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../../base/ctx.ts';
import { findSiteUserOfVisit } from '../../refs/index.ts';
import { openAttempt } from '../attempts/open-attempt.ts';
import type { TakenCode } from './redeem-link-code.ts';

/** Has both sides asked, the thread and the page that shows the code, in the write that has used the code up; null: nothing is asked. */
export async function openCodeAttempt(
  ctx: Ctx,
  taken: TakenCode | null,
  {
    psid,
    ...thread
  }: {
    readonly pageId: string;
    readonly psid: string | null;
    readonly event: MessengerEvent;
    readonly arrivalId?: string;
  },
): Promise<void> {
  if (!taken || psid === null) return;
  const { refId, signedContext, address, agent } = taken.redemption;
  const account = await findSiteUserOfVisit(ctx, refId);
  if (!account) return;
  const { siteUserId, label } = account;
  const { siteId } = taken.entryPoint;
  const owner = { siteId, siteUserId, label, refId, signedContext, address, agent };
  await openAttempt(ctx, { ...owner, ...thread, psid, way: 'code', policy: 'code' });
}
