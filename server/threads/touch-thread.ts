import type { Ctx } from '../base/ctx.ts';
import { upsertThread } from './store.ts';

/** Something a person did, or that happened in their thread. */
export interface ThreadTouch {
  readonly pageId: string;
  readonly psid: string;
  readonly at: Date;
  /** Whether it opens the standard messaging window. */
  readonly opensWindow: boolean;
}

/** Notes that a thread exists and was seen; events may come in any order and any number of times. */
export async function touchThread(ctx: Ctx, touch: ThreadTouch): Promise<void> {
  const { pageId, psid, at } = touch;
  await ctx.storage.write((tx) =>
    upsertThread(tx, { pageId, psid, firstSeenAt: at, lastSeenAt: at, windowOpenedAt: touch.opensWindow ? at : null }),
  );
}
