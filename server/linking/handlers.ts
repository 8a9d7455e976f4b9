import { isArrival, type MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../base/ctx.ts';
import { handleAnswer } from './attempts/answering/handle-answer.ts';
import { restoreButtons } from './attempts/asking/restore-buttons.ts';
import { wakeWaiting } from './attempts/asking/wake-waiting.ts';
import { handleCodeMessage } from './codes/handle-code-message.ts';
import { handleWish } from './keywords/handle-wish.ts';
import { receiveArrival } from './receive-arrival.ts';
import { settleThread } from './settle-thread.ts';

/**
 * What an event means for links: how somebody came, what they answered or wish, and whether a question that waited, or that
 * lost its buttons, can be asked now. An event that belongs to a question means nothing else. Before it is looked at, what
 * earlier events of the thread began is done.
 */
export async function handleLinkingEvent(ctx: Ctx, event: MessengerEvent): Promise<void> {
  await settleThread(ctx, event);
  if (isArrival(event)) await receiveArrival(ctx, event);
  if (await handleAnswer(ctx, event)) return;
  const isTaken = (await handleCodeMessage(ctx, event)) || (await handleWish(ctx, event));
  await wakeWaiting(ctx, event);
  if (!isTaken) await restoreButtons(ctx, event);
}
