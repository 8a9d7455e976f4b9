import { RequestRefused } from '../request-refused.ts';
import type { Button, Message, Page, Person, Thread, World } from './world.ts';

/**
 * The Page with this id or username.
 * @throws {RequestRefused} 404
 */
export function getPage(world: World, idOrUsername: string): Page {
  const page = world.pages.find((one) => one.id === idOrUsername || one.username === idOrUsername);
  if (!page) throw new RequestRefused(404, `The simulator has no Page "${idOrUsername}".`);
  return page;
}

/**
 * The person with this id (`ada`), as the control API and the phone's cookie name people.
 * @throws {RequestRefused} 404
 */
export function getPerson(world: World, id: string): Person {
  const person = findPerson(world, id);
  if (!person) throw new RequestRefused(404, `The simulator has no person "${id}".`);
  return person;
}

/** The person with this id, or null. */
export function findPerson(world: World, id: string): Person | null {
  return world.people.find((one) => one.id === id) ?? null;
}

/** Whoever this page-scoped id names on this very Page, or null: ids of other Pages and app-scoped ids name nobody. */
export function findPersonByPsid(world: World, pageId: string, psid: string): Person | null {
  return world.people.find((one) => one.psids[pageId] === psid) ?? null;
}

/** The thread of this person with this Page, or null when neither a link nor a tap has opened it. */
export function findThread(world: World, pageId: string, personId: string): Thread | null {
  return world.threads.find((one) => one.pageId === pageId && one.personId === personId) ?? null;
}

/** The thread of this person with this Page, added to the world when it is not there yet. */
export function threadOf(world: World, page: Page, person: Person): Thread {
  const found = findThread(world, page.id, person.id);
  if (found) return found;
  const thread: Thread = {
    pageId: page.id,
    personId: person.id,
    exists: false,
    pendingRef: null,
    pendingAd: null,
    draft: '',
    lastActionAt: null,
    readUpTo: 0,
    isBlocked: false,
    ownerAppId: null,
    ownedAt: 0,
    ownedUntil: null,
    messages: [],
  };
  world.threads.push(thread);
  return thread;
}

/**
 * The page-scoped id of this person on this Page.
 * @throws {RequestRefused} 404
 */
export function psidOf(person: Person, page: Page): string {
  const psid = person.psids[page.id];
  if (psid === undefined)
    throw new RequestRefused(404, `"${person.id}" has no page-scoped id on the Page "${page.id}".`);
  return psid;
}

/**
 * The message with this id in the thread.
 * @throws {RequestRefused} 404
 */
export function getMessage(thread: Thread, mid: string): Message {
  const message = thread.messages.find((one) => one.mid === mid && one.from !== 'note');
  if (!message) throw new RequestRefused(404, `The thread has no message "${mid}".`);
  return message;
}

/** Every button below a message, those of its cards too. */
export function buttonsOf(message: Message): readonly Button[] {
  return [...message.buttons, ...message.cards.flatMap((card) => card.buttons)];
}

/** True while the person's account is linked at the Page. */
export function isLoggedIn(world: World, pageId: string, personId: string): boolean {
  return world.linkedAccounts.some((one) => one.pageId === pageId && one.personId === personId);
}
