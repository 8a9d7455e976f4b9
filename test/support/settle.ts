import { eq } from 'drizzle-orm';
import type { Ctx } from '../../server/base/ctx.ts';
import type { Reading } from '../../server/base/storage/index.ts';
import { inboxTables } from '../../server/inbox/index.ts';

const PAUSE_MS = 4;

/** Waits until everything delivered has been applied and no job waits. It looks twice: between two jobs nothing shows. */
export async function settle({ storage, queue }: Pick<Ctx, 'storage' | 'queue'>): Promise<void> {
  const isBusy = async (): Promise<boolean> => (await storage.read(isInboxBusy)) || (await queue.depth()).waiting > 0;
  for (let quiet = 0; quiet < 2;) {
    quiet = (await isBusy()) ? 0 : quiet + 1;
    await pause();
  }
}

/** Waits until what was delivered is applied, whatever jobs wait for their hour. */
export async function settleInbox({ storage }: Pick<Ctx, 'storage'>): Promise<void> {
  while (await storage.read(isInboxBusy)) await pause();
}

/** It is asked so often that an HTTP request each time would take more than what is waited for. */
async function isInboxBusy(at: Reading): Promise<boolean> {
  const { deliveries, events } = inboxTables.of(at);
  const [stored] = await at.db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(eq(deliveries.status, 'stored'))
    .limit(1);
  if (stored) return true;
  const [pending] = await at.db.select({ id: events.id }).from(events).where(eq(events.status, 'pending')).limit(1);
  return pending !== undefined;
}

async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
