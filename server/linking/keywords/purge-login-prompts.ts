import { later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { GREETED_AGAIN_MS } from './handle-wish.ts';
import { deletePrompts } from './store.ts';

const BATCH = 500;

/** Forgets whom a site has asked to log in once they may be asked again, in small writes. */
export async function purgeLoginPrompts(ctx: Ctx): Promise<void> {
  const before = later(ctx.clock.now(), -GREETED_AGAIN_MS);
  let done: number;
  do {
    done = await ctx.storage.write((tx) => deletePrompts(tx, before, BATCH));
  } while (done > 0);
}
