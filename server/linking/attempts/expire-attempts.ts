import { SYSTEM } from '../../base/actor.ts';
import type { Ctx } from '../../base/ctx.ts';
import { endAttempt } from './end-attempt.ts';
import { lockAttempt, selectOverdue } from './store.ts';

const BATCH = 100;
const PAUSE_MS = 15_000;

/** Ends the attempts whose time is over, each in a write of its own; answers how many. */
export async function expireAttempts(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now();
  const overdue = await ctx.storage.read((at) => selectOverdue(at, now, BATCH));
  let ended = 0;
  for (const id of overdue) {
    await ctx.storage.write(async (tx) => {
      const row = await lockAttempt(tx, id);
      if (!row || row.settledAt) return;
      if (await endAttempt(ctx, tx, row, { status: 'expired', reason: 'question_expired' })) ended += 1;
    });
  }
  return ended;
}

/** Ends attempts whose time is over, again and again. Answers how to stop it. */
export function startExpiring(ctx: Ctx): () => Promise<void> {
  const own = { ...ctx, actor: SYSTEM };
  let running: Promise<unknown> | undefined;
  const run = (): void => {
    running ??= expireAttempts(own)
      .catch((err: unknown) => ctx.log.error({ err }, 'open questions could not be ended and will be tried again'))
      .finally(() => (running = undefined));
  };
  const timer = setInterval(run, PAUSE_MS);
  run();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
