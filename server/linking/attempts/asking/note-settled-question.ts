import type { Ctx } from '../../../base/ctx.ts';
import type { SettledMessage } from '../../../messaging/index.ts';
import { showQuestion } from './show-question.ts';
import { changeOpen, lockAttempt } from '../store.ts';

/**
 * A question did not reach its thread: the attempt waits for a better moment, and the visit's page says so. Where nobody knows
 * whether it did, the page goes on showing it, for it may be answered; but the person's next sign has it asked again.
 */
export async function noteSettledQuestion(ctx: Ctx, settled: SettledMessage): Promise<void> {
  const { messageId, about, status, code } = settled;
  if (!about.startsWith('lat_')) return;
  await ctx.storage.write(async (tx) => {
    const row = await lockAttempt(tx, about);
    if (!row || row.settledAt || row.questionId !== messageId || !row.needsThread) return;
    if (status === 'sent' && row.status === 'waiting') await changeOpen(tx, row.id, { status: 'open', reason: null });
    if (status === 'sent' || code === null) return;
    const asked = status === 'failed' ? Math.max(0, row.asked - 1) : row.asked;
    const waiting = await changeOpen(tx, row.id, { status: 'waiting', reason: code, asked });
    if (waiting && status === 'failed') await showQuestion(ctx, waiting, { code, message: UNSAID });
  });
}

const UNSAID = 'The question could not be delivered to the chat. Write something there, and it is asked again.';
