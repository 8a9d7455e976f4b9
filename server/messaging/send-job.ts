import { z } from 'zod';
import type { Ctx } from '../base/ctx.ts';
import type { JobDefinition } from '../base/queue/queue.ts';
import type { Tx } from '../base/storage/index.ts';

/** One person and one Page. */
export interface ThreadKey {
  readonly pageId: string;
  readonly psid: string;
}

/** Something is to be said in a thread, or may be now. It is the rows that say what: any number of these does no harm. */
export const SEND_MESSAGES: JobDefinition<ThreadKey> = {
  name: 'messaging.send',
  data: z.object({ pageId: z.string(), psid: z.string() }),
  attempts: 20,
  backoffMs: 1000,
  transactional: false,
};

/** The line of a thread: one after the other. */
export function lineOf({ pageId, psid }: ThreadKey): string {
  return `${pageId}:${psid}`;
}

/** Has the messages of a thread looked at: now, or at an instant. Who waits for that stands in no other's way. */
export async function enqueueSending(ctx: Ctx, tx: Tx, { pageId, psid }: ThreadKey, startAfter?: Date): Promise<void> {
  const key = lineOf({ pageId, psid });
  const options = startAfter ? { key: `${key}:later`, startAfter } : { key };
  await ctx.queue.enqueue(tx, SEND_MESSAGES, { pageId, psid }, options);
}
