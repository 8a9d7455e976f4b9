import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../base/ctx.ts';
import { attachEcho } from './attach-echo.ts';
import { attachReceipts, type NamedReceipt } from './attach-receipts.ts';

/** Echoes and receipts say what became of our messages. The thread must have been touched with the event before. */
export async function handleMessageEvent(ctx: Ctx, event: MessengerEvent): Promise<void> {
  if (event.kind === 'echo') return await attachEcho(ctx, event);
  const { pageId, psid } = event;
  if (psid === null || (event.kind !== 'delivery_receipt' && event.kind !== 'read_receipt')) return;
  const named: NamedReceipt | null =
    event.kind === 'delivery_receipt' ? { mids: event.detail.mids, at: event.occurredAt } : null;
  await ctx.storage.write(async (tx) => attachReceipts(ctx, tx, { pageId, psid }, named));
}
