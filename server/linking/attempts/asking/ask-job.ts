import { z } from 'zod';
import type { Ctx } from '../../../base/ctx.ts';
import type { JobDefinition } from '../../../base/queue/queue.ts';
import type { Tx } from '../../../base/storage/index.ts';
import type { AttemptRow } from '../store.ts';

/** A question is to be asked: it is the attempt's row that says which, so that any number of these does no harm. */
export const ASK: JobDefinition<{ attemptId: string }> = {
  name: 'linking.ask',
  data: z.object({ attemptId: z.string() }),
  attempts: 10,
  backoffMs: 1000,
  transactional: false,
};

/** Has the question of an attempt asked, after whatever else waits for this thread. */
export async function enqueueAsking(ctx: Ctx, tx: Tx, { id, pageId, psid }: AttemptRow): Promise<void> {
  await ctx.queue.enqueue(tx, ASK, { attemptId: id }, { key: `${pageId}:${psid}` });
}
