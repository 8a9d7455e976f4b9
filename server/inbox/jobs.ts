import { z } from 'zod';
import type { Ctx } from '../base/ctx.ts';
import type { JobDefinition } from '../base/queue/queue.ts';
import type { Tx } from '../base/storage/index.ts';

const Partition = z.object({ partition: z.number().int() });

/**
 * Applies the due events of one partition, together with the drains of others. One at a time per partition; its completion
 * commits with its effects.
 */
export const inboxDrain: JobDefinition<{ partition: number }> = {
  name: 'inbox.drain',
  data: Partition,
  attempts: 5,
  backoffMs: 1000,
  transactional: true,
};

/** Asks for a drain at a later time. It has no key of its own, so that it never holds up the drains in between. */
export const inboxWake: JobDefinition<{ partition: number }> = {
  name: 'inbox.wake',
  data: Partition,
  attempts: 5,
  backoffMs: 1000,
  transactional: true,
};

/** Stores one drain for each of the partitions, in the caller's transaction. */
export async function enqueueDrains(ctx: Ctx, tx: Tx, partitions: Iterable<number>): Promise<void> {
  const drains = [...partitions].map((partition) => ({ data: { partition }, key: String(partition) }));
  await ctx.queue.enqueueAll(tx, inboxDrain, drains);
}

/** Stores a drain of the partition for a later time, in the caller's transaction. */
export async function enqueueWake(ctx: Ctx, tx: Tx, partition: number, startAfter: Date): Promise<void> {
  await ctx.queue.enqueue(tx, inboxWake, { partition }, { startAfter });
}
