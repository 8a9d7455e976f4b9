import type { MessengerEvent } from '../../../../shared/messenger/messenger-event.ts';
import { endLinkOfThread } from '../../../account-links/index.ts';
import type { Ctx } from '../../../base/ctx.ts';
import type { Tx } from '../../../base/storage/index.ts';
import { askAgain } from '../asking/ask-again.ts';
import { endAttempt } from '../end-attempt.ts';
import { say } from '../say.ts';
import { type AttemptRow, selectOpenOf, type ThreadKey } from '../store.ts';
import { answerInThread } from './answer-in-thread.ts';
import { countsTyped } from './counts-typed.ts';
import { readAnswer } from './read-answer.ts';

/** So often a question is asked in all where words on its buttons are typed: they are a wish to answer. */
const MOST_WISHED = 10;

/** Takes an event that belongs to a question of ours, or undoes a link; false: it does neither, and may mean something else. */
export async function handleAnswer(ctx: Ctx, event: MessengerEvent): Promise<boolean> {
  const { pageId, psid } = event;
  const read = readAnswer(event);
  if (read === null || psid === null) return false;
  if (read.kind === 'undo') await undo(ctx, { pageId, psid }, read.linkId, event);
  else if (read.kind === 'tapped') await answerInThread(ctx, { ...read, pageId, psid, event });
  else return await takeTyped(ctx, { pageId, psid }, read.answer, event);
  return true;
}

async function undo(ctx: Ctx, thread: ThreadKey, linkId: string, event: MessengerEvent): Promise<void> {
  await ctx.storage.write(async () => {
    const ended = await endLinkOfThread(ctx, { id: linkId, ...thread });
    if (ended) await say(ctx, { ...thread, siteId: ended.siteId, key: 'unlinked', event });
  });
}

/**
 * What is typed belongs to the newest question it can be an answer to, also while that is yet to be asked: it is no keyword
 * then. What does not count has the question asked again.
 */
async function takeTyped(ctx: Ctx, thread: ThreadKey, answer: string, event: MessengerEvent): Promise<boolean> {
  return await ctx.storage.write(async (tx) => {
    const now = ctx.clock.now();
    const meant = (await selectOpenOf(tx, thread)).filter((row) => now <= row.expiresAt && isChoice(row, answer));
    const row = meant.find(({ asked }) => asked > 0) ?? meant[0];
    if (!row) return false;
    // Nobody answers what they have not been asked.
    const counts = row.asked > 0 && countsTyped(answer);
    if (counts) await answerInThread(ctx, { attemptId: row.id, ...thread, answer, event });
    else if (!(await askAgain(ctx, tx, row.id, MOST_WISHED))) await giveUp(ctx, tx, row, event);
    return true;
  });
}

/** Whoever cannot tap, or does not, is not kept waiting. */
async function giveUp(ctx: Ctx, tx: Tx, row: AttemptRow, event: MessengerEvent): Promise<void> {
  const { siteId, pageId, psid } = row;
  if (!(await endAttempt(ctx, tx, row, { status: 'expired', reason: 'question_expired' }))) return;
  await say(ctx, { siteId, pageId, psid, key: 'expired', event });
}

function isChoice(row: AttemptRow, answer: string): boolean {
  if (!row.needsThread) return false;
  if (row.conflictWith) return answer === 'replace' || answer === 'keep';
  if (answer === 'not_me') return true;
  return row.number === null ? answer === 'connect' : row.choices?.includes(Number(answer)) === true;
}
