import type { Ctx } from '../base/ctx.ts';
import type { Tx } from '../base/storage/index.ts';
import { queueNotification } from '../site-notifications/index.ts';
import { MESSAGE_SETTLED } from './message-settled.ts';
import { lineOf } from './send-job.ts';
import type { MessageRow } from './store.ts';

/** Tells what became of a message, in the write that settles it: the room that asked for it, and the site. */
export async function tellSettled(ctx: Ctx, tx: Tx, row: MessageRow): Promise<void> {
  const { id, purpose, about, status, reasonCode: code } = row;
  if (status !== 'sent' && status !== 'failed' && status !== 'unknown') return;
  if (about !== null) {
    await ctx.queue.enqueue(tx, MESSAGE_SETTLED, { messageId: id, purpose, about, status, code }, { key: lineOf(row) });
  }
  const { siteId, pageId, psid, mid, reasonMessage, reasonHint } = row;
  if (siteId === null && purpose !== 'api') return;
  const reason = code === null ? null : { code, message: reasonMessage, hint: reasonHint };
  await queueNotification(ctx, {
    type: status === 'sent' ? 'message.sent' : 'message.failed',
    siteId,
    subject: id,
    data: { messageId: id, pageId, psid, purpose, status, mid, reason },
  });
}
