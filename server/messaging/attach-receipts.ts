import type { Ctx } from '../base/ctx.ts';
import type { Gathering, Tx } from '../base/storage/index.ts';
import { findThreadFacts } from '../threads/index.ts';
import { lineOf, type ThreadKey } from './send-job.ts';
import { selectUnread, type UnreadMessage, updateReceipts } from './store.ts';

/** A receipt that names messages, and when it was given. */
export interface NamedReceipt {
  readonly mids: readonly string[];
  readonly at: Date;
}

interface Attaching {
  readonly ctx: Ctx;
  readonly thread: ThreadKey;
  readonly named: NamedReceipt | null;
}

/**
 * Tells the messages of a thread, at the end of this transaction, what receipts say of them. The thread keeps up to when
 * everything was delivered and read, so that receipts may come before what they are about, late, and in any order.
 */
export function attachReceipts(ctx: Ctx, tx: Tx, { pageId, psid }: ThreadKey, named: NamedReceipt | null = null): void {
  tx.gather(RECEIPTS, { ctx, thread: { pageId, psid }, named });
}

const RECEIPTS: Gathering<Attaching> = {
  name: 'messaging.receipts',
  async write(tx, rows) {
    const threads = Map.groupBy(rows, ({ thread }) => lineOf(thread));
    const unread = await selectUnread(tx, [...new Set(rows.map(({ thread }) => thread.psid))]);
    for (const [line, messages] of Map.groupBy(unread, lineOf)) {
      const told = threads.get(line) ?? [];
      const [first] = told;
      if (first) await attachToThread(tx, first, messages, told);
    }
  },
};

async function attachToThread(
  tx: Tx,
  { ctx, thread: { pageId, psid } }: Attaching,
  messages: readonly UnreadMessage[],
  told: readonly Attaching[],
): Promise<void> {
  const facts = await findThreadFacts(ctx, pageId, psid);
  for (const message of messages) {
    const readAt = reachedBy(message, facts?.readUntil ?? null);
    const named = told.find((each) => message.mid !== null && each.named?.mids.includes(message.mid))?.named?.at;
    const deliveredAt = message.deliveredAt ?? reachedBy(message, facts?.deliveredUntil ?? null) ?? named ?? readAt;
    if (readAt || deliveredAt !== message.deliveredAt) await updateReceipts(tx, message.id, { deliveredAt, readAt });
  }
}

/** The watermark, when the message was said by then: by the platform's own clock as soon as the echo has told it. */
function reachedBy({ saidAt, settledAt }: UnreadMessage, watermark: Date | null): Date | null {
  const at = saidAt ?? settledAt;
  return watermark && at && at <= watermark ? watermark : null;
}
