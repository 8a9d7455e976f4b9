import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import { DAY, later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import type { Tx } from '../../base/storage/index.ts';
import { endAttempt } from './end-attempt.ts';
import { say } from './say.ts';
import { type AttemptRow, countWrongNumbers } from './store.ts';

/** A guess is right once in eight times: after so many wrong ones a thread, or an account, may not guess any more. */
const MOST_WRONG = 3;
const COUNTED_FOR_MS = DAY;

/** Whether a number is asked for, and the thread or the account had its share of wrong ones at this site lately. */
export async function isGuessedOut(ctx: Ctx, tx: Tx, row: AttemptRow): Promise<boolean> {
  if (row.policy !== 'match') return false;
  const { ofThread, ofAccount } = await countWrongNumbers(tx, row, later(ctx.clock.now(), -COUNTED_FOR_MS));
  return Math.max(ofThread, ofAccount) >= MOST_WRONG;
}

/** Ends an attempt that could only be one more guess, and says so. */
export async function refuseGuessing(ctx: Ctx, tx: Tx, row: AttemptRow, event?: MessengerEvent): Promise<void> {
  const { siteId, pageId, psid } = row;
  if (!(await endAttempt(ctx, tx, row, { status: 'refused', reason: 'too_many_tries' }))) return;
  await say(ctx, { siteId, pageId, psid, key: 'failed', event });
}
