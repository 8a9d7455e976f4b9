import type { Simulator } from '../simulator.ts';
import { findThread, psidOf } from '../state/find-in-world.ts';
import type { Message, Page, Person } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { personEvent } from '../webhook/messaging-event.ts';

/** The phone has got a message of the Page and says so. Instagram has no such receipt. */
export function confirmDelivery(sim: Simulator, page: Page, person: Person, message: Message): void {
  const { receipts } = sim.webhooks.faults();
  if (page.platform === 'instagram' || receipts === 'never' || receipts === 'readOnly') return;
  const head = { psid: psidOf(person, page), pageId: page.id, at: sim.clock.now() };
  const mids = receipts === 'withoutMids' ? undefined : [message.mid];
  emitEvent(sim, page.id, personEvent(head, 'delivery', { mids, watermark: message.at }));
}

/** A person looks at the thread: if something of the Page's was not read yet, the server hears that it is now. */
export function readThread(sim: Simulator, page: Page, person: Person): void {
  const thread = findThread(sim.store.world, page.id, person.id);
  const newest = thread?.messages.findLast((message) => message.from === 'page');
  if (!thread || !newest || thread.isBlocked || newest.at <= thread.readUpTo) return;
  thread.readUpTo = newest.at;
  sim.store.changed();
  if (sim.webhooks.faults().receipts === 'never') return;
  const head = { psid: psidOf(person, page), pageId: page.id, at: sim.clock.now() };
  const read = page.platform === 'instagram' ? { mid: newest.mid } : { watermark: sim.clock.now().getTime() };
  emitEvent(sim, page.id, personEvent(head, 'read', read));
}
