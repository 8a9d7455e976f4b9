import type { Ctx } from '../../../base/ctx.ts';
import type { Tx } from '../../../base/storage/index.ts';
import { changeOpen, lockAttempt } from '../store.ts';
import { enqueueAsking } from './ask-job.ts';

/** So often a question reaches its thread: who writes on has seen it by then. */
export const MOST_ASKED = 5;

/**
 * Has the question of an attempt asked again, with its buttons; also one that could not be asked before. Nothing happens
 * where it is being asked, has been asked often enough, or needs no answer from the thread any more.
 */
export async function askAgain(ctx: Ctx, tx: Tx, id: string): Promise<void> {
  const row = await lockAttempt(tx, id);
  if (!row || !row.needsThread || row.questionId === null || row.asked >= MOST_ASKED) return;
  if (ctx.clock.now() > row.expiresAt) return;
  const anew = await changeOpen(tx, id, ANEW);
  if (anew) await enqueueAsking(ctx, tx, anew);
}

const ANEW = { status: 'open', reason: null, questionId: null } as const;
