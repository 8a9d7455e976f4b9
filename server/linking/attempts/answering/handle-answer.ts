import type { MessengerEvent } from '../../../../shared/messenger/messenger-event.ts';
import { endLinkOfThread } from '../../../account-links/index.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { answerInThread } from './answer-in-thread.ts';
import { readAnswer } from './read-answer.ts';
import { say } from '../say.ts';
import { type AttemptRow, selectOpenOf, type ThreadKey } from '../store.ts';

/** Takes an event that answers a question of ours, or undoes a link; false: it does neither, and may mean something else. */
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
 * What is typed belongs to the newest question it can be an answer to. In Messenger whoever made the link may have typed it
 * for the person (m.me's `text=`); ig.me has no such thing.
 */
async function takeTyped(ctx: Ctx, thread: ThreadKey, answer: string, event: MessengerEvent): Promise<boolean> {
  const open = await ctx.storage.write((tx) => selectOpenOf(tx, thread));
  const asked = open.find((row) => isChoice(row, answer));
  if (!asked) return false;
  const isPrefillable = event.platform === 'messenger';
  await answerInThread(ctx, { attemptId: asked.id, ...thread, answer, isPrefillable, event });
  return true;
}

function isChoice(row: AttemptRow, answer: string): boolean {
  // Nobody consents to what they have not been asked.
  const isAsked = row.status === 'open' || row.reason === 'outcome_unknown';
  if (!row.needsThread || row.questionId === null || !isAsked) return false;
  if (row.conflictWith) return answer === 'replace' || answer === 'keep';
  if (answer === 'not_me') return true;
  return row.number === null ? answer === 'connect' : row.choices?.includes(Number(answer)) === true;
}
