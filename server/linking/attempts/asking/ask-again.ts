import type { Ctx } from '../../../base/ctx.ts';
import type { Tx } from '../../../base/storage/index.ts';
import { isUnderWay } from '../../../messaging/index.ts';
import { changeOpen, lockAttempt } from '../store.ts';
import { enqueueAsking } from './ask-job.ts';

/** So often a question reaches its thread whatever is written there: who writes on has seen it by then. */
export const MOST_ASKED = 5;

/**
 * Has the question of an attempt asked again, with its buttons; also one that could not be asked before. Nothing happens
 * where it is being asked or sent, or needs no answer from the thread any more.
 * @param most how often it may be asked in all
 * @returns false where it has been asked that often
 */
export async function askAgain(ctx: Ctx, tx: Tx, id: string, most = MOST_ASKED): Promise<boolean> {
  const row = await lockAttempt(tx, id);
  if (!row || !row.needsThread || row.questionId === null || ctx.clock.now() > row.expiresAt) return true;
  if (await isUnderWay(ctx, row.questionId)) return true;
  if (row.asked >= most) return false;
  const anew = await changeOpen(tx, id, ANEW);
  if (anew) await enqueueAsking(ctx, tx, anew);
  return true;
}

const ANEW = { status: 'open', reason: null, questionId: null } as const;
