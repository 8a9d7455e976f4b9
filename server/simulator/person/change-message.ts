import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { getMessage, threadOf } from '../state/find-in-world.ts';
import type { Message, Page, Person } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { personEvent } from '../webhook/messaging-event.ts';
import { actInThread } from './act-in-thread.ts';

/** The reactions a phone offers, by the platform's name. */
export const REACTIONS = {
  love: '\u2764\ufe0f',
  smile: '\u{1f606}',
  wow: '\u{1f62e}',
  sad: '\u{1f622}',
  angry: '\u{1f620}',
  like: '\u{1f44d}',
  dislike: '\u{1f44e}',
} as const;
export type ReactionName = keyof typeof REACTIONS;

const MAX_EDITS = 5;

/** A person reacts to a message; null takes the reaction back. */
export function reactToMessage(
  sim: Simulator,
  page: Page,
  person: Person,
  input: { readonly mid: string; readonly reaction: ReactionName | null },
): Message {
  const message = getMessage(threadOf(sim.store.world, page, person), input.mid);
  const { head } = actInThread(sim, page, person);
  const { reaction, mid } = input;
  message.reaction = reaction === null ? null : REACTIONS[reaction];
  sim.store.changed();
  const what = reaction === null ? { action: 'unreact' } : { reaction, emoji: REACTIONS[reaction], action: 'react' };
  emitEvent(sim, page.id, personEvent(head, 'reaction', { ...what, mid }));
  return message;
}

/**
 * A person edits a message of their own.
 * @throws {RequestRefused} 400 for another's, for one without text, after five times, and on Instagram
 */
export function editMessage(
  sim: Simulator,
  page: Page,
  person: Person,
  input: { readonly mid: string; readonly text: string },
): Message {
  const message = ownMessage(sim, page, person, input.mid);
  if (page.platform === 'instagram') throw new RequestRefused(400, 'Instagram tells nobody of edited messages.');
  if (message.attachment) throw new RequestRefused(400, 'Only text can be edited.');
  if (message.edits >= MAX_EDITS) throw new RequestRefused(400, `A message can be edited ${MAX_EDITS} times.`);
  const { head } = actInThread(sim, page, person);
  message.text = input.text;
  message.edits++;
  sim.store.changed();
  const edit = { mid: message.mid, text: input.text, num_edit: message.edits };
  emitEvent(sim, page.id, personEvent(head, 'message_edit', edit));
  return message;
}

/**
 * A person takes back a message of their own: the server is told that it is deleted.
 * @throws {RequestRefused} 400 for another's
 */
export function unsendMessage(sim: Simulator, page: Page, person: Person, input: { readonly mid: string }): Message {
  const message = ownMessage(sim, page, person, input.mid);
  const { head } = actInThread(sim, page, person);
  Object.assign(message, { text: '', attachment: null, reaction: null, isUnsent: true });
  sim.store.changed();
  emitEvent(sim, page.id, personEvent(head, 'message', { mid: message.mid, is_deleted: true }));
  return message;
}

function ownMessage(sim: Simulator, page: Page, person: Person, mid: string): Message {
  const message = getMessage(threadOf(sim.store.world, page, person), mid);
  if (message.from !== 'person') throw new RequestRefused(400, 'Only messages of one’s own can be changed.');
  if (message.isUnsent) throw new RequestRefused(400, 'The message was unsent.');
  return message;
}
