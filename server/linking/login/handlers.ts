import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../../base/ctx.ts';
import { settleThread } from '../settle-thread.ts';
import { endLinked } from './at-platform/end-linked.ts';
import { redeemCode } from './at-platform/redeem-code.ts';

/** Messenger tells that somebody logged in with a code of ours, or logged out. */
export async function handleLoginEvent(ctx: Ctx, event: MessengerEvent): Promise<void> {
  if (event.kind !== 'account_linking' || event.psid === null) return;
  await settleThread(ctx, event);
  const { status } = event.detail;
  if (status === 'linked') await redeemCode(ctx, { ...event, psid: event.psid });
  if (status === 'unlinked' && !event.isStandby) await endLinked(ctx, { ...event, psid: event.psid });
}
