import type { MessengerEvent } from '../../../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../../../base/ctx.ts';
import type { Tx } from '../../../base/storage/index.ts';
import { endAttempt } from '../end-attempt.ts';
import { isGuessedOut, refuseGuessing } from '../limit-guesses.ts';
import { say } from '../say.ts';
import { settleAttempt } from '../settle-attempt.ts';
import { showQuestion } from '../asking/show-question.ts';
import { type AttemptRow, changeOpen, lockAttempt, noteLateTold } from '../store.ts';
import { keepStanding } from './keep-standing.ts';

/** What somebody answered in a thread, by a tap or, where it declines, in words. */
export interface AnswerInThread {
  readonly attemptId: string;
  readonly pageId: string;
  readonly psid: string;
  /** A number, `connect`, `not_me`, `replace` or `keep`; anything else is no answer. */
  readonly answer: string;
  /** The event that brought it. */
  readonly event?: MessengerEvent;
}

const NUMBER = /^\d{2}$/;

/**
 * Takes an answer from a thread: it counts once, in time, from the very thread that was asked. Whatever else comes changes
 * nothing; who answers too late is told so.
 */
export async function answerInThread(ctx: Ctx, input: AnswerInThread): Promise<void> {
  await ctx.storage.write(async (tx) => {
    const row = await lockAttempt(tx, input.attemptId);
    if (!row || row.pageId !== input.pageId || row.psid !== input.psid) return;
    if (row.settledAt) return await tellLate(ctx, tx, row, input);
    if (ctx.clock.now() > row.expiresAt) {
      await endAttempt(ctx, tx, row, { status: 'expired', reason: 'question_expired' });
      return await tellLate(ctx, tx, { ...row, status: 'expired' }, input);
    }
    await judge(ctx, tx, row, input);
  });
}

async function judge(ctx: Ctx, tx: Tx, row: AttemptRow, input: AnswerInThread): Promise<void> {
  const { answer } = input;
  if (answer === 'not_me') return await spoil(ctx, tx, row, input, 'not_me');
  if (!row.needsThread) return;
  if (row.conflictWith) return await judgeChoice(ctx, tx, row, input);
  if (row.number === null) return answer === 'connect' ? await accept(ctx, tx, row, input) : undefined;
  if (!NUMBER.test(answer) || !row.choices?.includes(Number(answer))) return;
  // Others may have guessed while this question was open.
  if (await isGuessedOut(ctx, tx, row)) return await refuseGuessing(ctx, tx, row, input.event);
  if (Number(answer) === row.number) await accept(ctx, tx, row, input);
  else await spoil(ctx, tx, row, input, 'wrong_number');
}

async function accept(ctx: Ctx, tx: Tx, { id, questionId }: AttemptRow, { event }: AnswerInThread): Promise<void> {
  // A question that was to come again is not needed any more.
  const row = await changeOpen(tx, id, { needsThread: false, questionId: questionId ?? '' });
  if (!row) return;
  if (!row.needsSite) return await settleAttempt(ctx, row, { event });
  await tell(ctx, row, 'confirmOnSite', event);
  await showQuestion(ctx, row);
}

async function spoil(
  ctx: Ctx,
  tx: Tx,
  row: AttemptRow,
  { event }: AnswerInThread,
  reason: 'not_me' | 'wrong_number',
): Promise<void> {
  if (!(await endAttempt(ctx, tx, row, { status: 'spoiled', reason }))) return;
  await tell(ctx, row, reason === 'not_me' ? 'notYou' : 'wrongNumber', event);
}

/** The person decides which of two accounts the thread is tied to. */
async function judgeChoice(ctx: Ctx, tx: Tx, row: AttemptRow, { answer, event }: AnswerInThread): Promise<void> {
  if (answer === 'keep') return await keepStanding(ctx, tx, row, event);
  if (answer !== 'replace' || row.conflictWith === null) return;
  const chosen = await changeOpen(tx, row.id, { needsThread: false });
  // They give up only the link they were asked about: where another stands by now, they are asked again.
  if (chosen) await settleAttempt(ctx, chosen, { event, replaces: row.conflictWith });
}

/** Where nothing was decided, the buttons are still there and invite to a tap. */
async function tellLate(ctx: Ctx, tx: Tx, row: AttemptRow, { event }: AnswerInThread): Promise<void> {
  const isLate = row.status === 'expired' || row.reason === 'superseded';
  if (isLate && (await noteLateTold(tx, row.id, ctx.clock.now()))) await tell(ctx, row, 'expired', event);
}

async function tell(
  ctx: Ctx,
  { siteId, pageId, psid, label }: AttemptRow,
  key: 'confirmOnSite' | 'notYou' | 'wrongNumber' | 'expired',
  event?: MessengerEvent,
): Promise<void> {
  await say(ctx, { siteId, pageId, psid, key, values: { account: label ?? '' }, event });
}
