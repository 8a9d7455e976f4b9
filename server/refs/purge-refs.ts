import type { Ctx } from '../base/ctx.ts';
import { deleteExpired } from './store.ts';

const BATCH = 500;

/** Deletes the refs whose context has expired, in small writes. */
export async function purgeRefs(ctx: Ctx): Promise<void> {
  let deleted: number;
  do {
    deleted = await ctx.storage.write((tx) => deleteExpired(tx, ctx.clock.now(), BATCH));
  } while (deleted === BATCH);
}
