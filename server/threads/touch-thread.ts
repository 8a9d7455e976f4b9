import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../base/ctx.ts';
import { learnFrom } from './learn-from.ts';
import { THREAD_NEWS } from './store.ts';

/**
 * Notes that the event's thread exists, and what the event says about it; events may come in any order and any number of
 * times. Nothing happens where the person is not named.
 */
export async function touchThread(ctx: Ctx, event: MessengerEvent): Promise<void> {
  const { pageId, psid, occurredAt: at } = event;
  if (psid === null) return;
  await ctx.storage.write(async (tx) =>
    tx.gather(THREAD_NEWS, { pageId, psid, firstSeenAt: at, lastSeenAt: at, ...learnFrom(event) }),
  );
}
