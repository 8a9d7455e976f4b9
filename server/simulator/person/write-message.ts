import type { Simulator } from '../simulator.ts';
import { psidOf, threadOf } from '../state/find-in-world.ts';
import type { Message, Page, Person } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { messageEvent, type Referral } from '../webhook/messaging-event.ts';

/** A person writes a message. It opens the thread if need be; `referral` rides on it as after an ad. */
export function writeMessage(
  sim: Simulator,
  page: Page,
  person: Person,
  input: { readonly text: string; readonly referral?: Referral | undefined },
): Message {
  const thread = threadOf(sim.store.world, page, person);
  const at = sim.clock.now();
  const message: Message = { mid: `m_${sim.random.token(256)}`, from: 'person', text: input.text, at: at.getTime() };
  thread.exists = true;
  thread.draft = '';
  thread.lastActionAt = at.getTime();
  thread.messages.push(message);
  sim.store.changed();
  const head = { psid: psidOf(person, page), pageId: page.id, at };
  emitEvent(sim, page.id, messageEvent(head, { mid: message.mid, text: input.text, referral: input.referral }));
  return message;
}
