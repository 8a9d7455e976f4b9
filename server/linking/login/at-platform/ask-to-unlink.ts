import type { Ctx } from '../../../base/ctx.ts';
import type { Tx } from '../../../base/storage/index.ts';
import { UNLINK_AT_PLATFORM } from '../jobs.ts';

/** Has Messenger forget that a person is logged in, unless it turns out by then that they are. In the caller's write. */
export async function askToUnlink(
  ctx: Ctx,
  tx: Tx,
  { pageId, psid }: { readonly pageId: string; readonly psid: string },
): Promise<void> {
  await ctx.queue.enqueue(tx, UNLINK_AT_PLATFORM, { pageId, psid }, { key: `${pageId}:${psid}` });
}
