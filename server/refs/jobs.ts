import { z } from 'zod';
import type { Ctx } from '../base/ctx.ts';
import type { JobDefinition } from '../base/queue/queue.ts';
import { deleteExpired } from './store.ts';

/** A visit was registered after somebody had arrived with its ref: whoever knows what an arrival means goes on. */
export const VISIT_REGISTERED_LATE: JobDefinition<{ refId: string }> = {
  name: 'refs.visit-registered-late',
  data: z.object({ refId: z.string() }),
  attempts: 10,
  backoffMs: 1000,
  transactional: true,
};

const BATCH = 500;

/** Deletes the refs whose context has expired, in small writes. */
export async function purgeRefs(ctx: Ctx): Promise<void> {
  let deleted: number;
  do {
    deleted = await ctx.storage.write((tx) => deleteExpired(tx, ctx.clock.now(), BATCH));
  } while (deleted === BATCH);
}
