import { writeArrivals } from '../arrivals/index.ts';
import { writeLinks } from '../account-links/index.ts';
import type { Ctx } from '../base/ctx.ts';

interface Thread {
  readonly pageId: string;
  readonly psid: string | null;
}

/** Notes that something of this thread waits in this write that may tie it, or may have it asked. */
export async function noteUnsettled(ctx: Ctx, thread: Thread): Promise<void> {
  (await unsettled(ctx)).add(nameOf(thread));
}

/**
 * Has everything done that waits in this write where something of this thread does: its next event means what it would have
 * meant in a write of its own. Nearly every thread has one event in a batch: then nothing happens here.
 */
export async function settleThread(ctx: Ctx, thread: Thread): Promise<void> {
  const waiting = await unsettled(ctx);
  if (!waiting.has(nameOf(thread))) return;
  waiting.clear();
  await writeArrivals(ctx);
  await writeLinks(ctx);
}

/** Forgotten together with what waits, when a savepoint is rolled back. */
async function unsettled(ctx: Ctx): Promise<Set<string>> {
  return await ctx.storage.write((tx) => tx.remember('linking.unsettled', async () => new Set<string>()));
}

function nameOf({ pageId, psid }: Thread): string {
  return `${pageId} ${psid}`;
}
