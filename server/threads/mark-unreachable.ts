import type { Ctx } from '../base/ctx.ts';
import { NO_FACTS } from './learn-from.ts';
import { THREAD_NEWS } from './store.ts';

/** A send that failed because the person cannot be written to. */
export interface Unreachable {
  readonly pageId: string;
  readonly psid: string;
  /** What a person can do something with, such as the platform's code. */
  readonly reason: string;
  /** When the send failed: what the person did after that makes the thread reachable again. */
  readonly at: Date;
}

/** Notes that a person cannot be reached, unless they did something in the thread since. Repeating it changes nothing. */
export async function markUnreachable(ctx: Ctx, { pageId, psid, reason, at }: Unreachable): Promise<void> {
  const facts = { ...NO_FACTS, unreachableAt: at, unreachableReason: reason };
  await ctx.storage.write(async (tx) =>
    tx.gather(THREAD_NEWS, { pageId, psid, firstSeenAt: at, lastSeenAt: at, ...facts }),
  );
}
