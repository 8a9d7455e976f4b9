import type { EventOf } from '../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../base/ctx.ts';
import { attachReceipts } from './attach-receipts.ts';
import { reasonColumns } from './refusal.ts';
import { enqueueSending } from './send-job.ts';
import { noteTold, selectMessage, updateToSent } from './store.ts';
import { tellSettled } from './tell-settled.ts';

/** What we write into the metadata of everything we say: its id. */
const OWN = /^msg_[0-9a-z]{25}$/;

/**
 * An echo with our metadata proves that the message was said, whatever else is known of it: the answer to the call may have
 * come, may come later, or be lost. Another app's echo, or one of another thread, proves nothing.
 */
export async function attachEcho(ctx: Ctx, event: EventOf<'echo'>): Promise<void> {
  const { pageId, psid, occurredAt, detail } = event;
  const { metadata: id, mid, sentByAppId, isDeleted } = detail;
  if (psid === null || id === null || !OWN.test(id) || isDeleted) return;
  await ctx.storage.write(async (tx) => {
    const row = await selectMessage(tx, id);
    if (!row || row.pageId !== pageId || row.psid !== psid || row.attempts === 0) return;
    if (sentByAppId !== null && sentByAppId !== row.appId) return;
    const now = ctx.clock.now();
    const change = { status: 'sent', settledAt: now, notBefore: null, echoAwaitedUntil: null } as const;
    const settled = await updateToSent(tx, id, row, { ...change, ...reasonColumns(null) });
    await noteTold(tx, id, { mid, saidAt: occurredAt, echoedAt: now });
    attachReceipts(ctx, tx, row);
    if (!settled) return;
    await tellSettled(ctx, tx, { ...settled, mid: settled.mid ?? mid });
    await enqueueSending(ctx, tx, row); // others may wait behind it
  });
}
