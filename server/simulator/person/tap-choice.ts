import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { buttonsOf, getMessage, threadOf } from '../state/find-in-world.ts';
import type { Choice, Message, Page, Person, Thread } from '../state/world.ts';
import { sendPostback } from './tap-get-started.ts';
import { writeMessage } from './write-message.ts';

/** Which quick reply or button, below which message of the Page. */
export interface ChoiceInput {
  readonly mid: string;
  readonly payload: string;
}

/**
 * A person taps a quick reply: its title is written as a message, and the payload goes along. The chat page offers those of
 * the newest message only; a phone that was offline can still send an older one.
 * @throws {RequestRefused} 404 when the message offers no such reply
 */
export function tapQuickReply(sim: Simulator, page: Page, person: Person, input: ChoiceInput): Message {
  const message = getMessage(threadOf(sim.store.world, page, person), input.mid);
  const { title, payload } = findChoice(message.quickReplies, input);
  return writeMessage(sim, page, person, { text: title, quickReply: payload });
}

/**
 * A person taps a button: the app that made it gets its payload as a postback.
 * @throws {RequestRefused} 404 when the message has no such button
 */
export function tapButton(sim: Simulator, page: Page, person: Person, input: ChoiceInput): Thread {
  const message = getMessage(threadOf(sim.store.world, page, person), input.mid);
  const choices = buttonsOf(message).filter((one) => one.type === 'postback');
  return sendPostback(sim, page, person, findChoice(choices, input), message.appId);
}

function findChoice(choices: readonly Choice[], { payload }: ChoiceInput): Choice {
  const choice = choices.find((one) => one.payload === payload);
  if (!choice) throw new RequestRefused(404, `The message offers no "${payload}".`);
  return choice;
}
