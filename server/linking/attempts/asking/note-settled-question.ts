import type { Ctx } from '../../../base/ctx.ts';
import { type SettledMessage, whenSent } from '../../../messaging/index.ts';
import { findThreadFacts } from '../../../threads/index.ts';
import { type AttemptRow, changeOpen, lockAttempt } from '../store.ts';
import { askAgain } from './ask-again.ts';
import { showQuestion } from './show-question.ts';

/**
 * A question did not reach its thread: the attempt waits for a better moment, and the visit's page says so. Where nobody knows
 * whether it did, the page goes on showing it, for it may be answered; but it is asked again when the person has written
 * meanwhile, or else at the person's next sign.
 */
export async function noteSettledQuestion(ctx: Ctx, settled: SettledMessage): Promise<void> {
  const { messageId, about, status, code } = settled;
  if (!about.startsWith('lat_')) return;
  await ctx.storage.write(async (tx) => {
    const row = await lockAttempt(tx, about);
    if (!row || row.settledAt || row.questionId !== messageId || !row.needsThread) return;
    if (status === 'sent' && row.status === 'waiting') await changeOpen(tx, row.id, { status: 'open', reason: null });
    if (status === 'sent' || code === null) return;
    const isMissed = status === 'unknown' && (await hasWrittenSince(ctx, row, await whenSent(ctx, messageId)));
    if (isMissed && (await askAgain(ctx, tx, row.id))) return;
    const asked = status === 'failed' ? Math.max(0, row.asked - 1) : row.asked;
    const waiting = await changeOpen(tx, row.id, { status: 'waiting', reason: code, asked });
    if (waiting && status === 'failed') await showQuestion(ctx, waiting, { code, message: UNSAID });
  });
}

/** The person's moment is the platform's, the other ours: where the clocks differ, it may be asked once more or once less. */
async function hasWrittenSince(ctx: Ctx, { pageId, psid }: AttemptRow, moment: Date | null): Promise<boolean> {
  const { personMessageAt = null } = (await findThreadFacts(ctx, pageId, psid)) ?? {};
  return personMessageAt !== null && moment !== null && personMessageAt > moment;
}

const UNSAID = 'The question could not be delivered to the chat. Write something there, and it is asked again.';
