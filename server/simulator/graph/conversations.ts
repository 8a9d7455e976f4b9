import type { Simulator } from '../simulator.ts';
import type { Message, Page, Person, Thread } from '../state/world.ts';
import { getPerson, psidOf } from '../state/find-in-world.ts';
import type { PageCall } from './edge.ts';
import { pickFields } from './fields.ts';
import { pageList } from './page-list.ts';

const DEFAULTS = ['id', 'link', 'updated_time'];

/** The threads of a Page or an account, newest first; of one person only where `user_id` says so. */
export function listConversations(sim: Simulator, { page, params }: PageCall): object {
  const { world } = sim.store;
  const { fields, user_id } = params;
  const parties = world.threads
    .filter((thread) => thread.pageId === page.id && thread.exists)
    .toSorted((a, b) => lastAt(b) - lastAt(a))
    .map((thread) => ({ thread, person: getPerson(world, thread.personId) }))
    .filter(({ person }) => user_id === undefined || psidOf(person, page) === String(user_id));
  return pageList(parties, params, {
    address: `${sim.url}/graph/v25.0/${page.id}/conversations`,
    show: ({ person, thread }) => pickFields(conversation(page, person, thread), fields, DEFAULTS),
  });
}

function conversation(page: Page, person: Person, thread: Thread): Record<string, unknown> {
  const psid = psidOf(person, page);
  const parties = [
    { id: psid, name: person.name },
    { id: page.id, name: page.name },
  ];
  const said = thread.messages.filter((message) => message.from !== 'note');
  return {
    id: `t_${psid}`,
    link: `/${page.id}/inbox/${psid}/`,
    updated_time: new Date(lastAt(thread)).toISOString(),
    message_count: said.length,
    participants: { data: parties },
    messages: { data: said.toReversed().map((message) => line(message, parties)) },
  };
}

function line(message: Message, [person, page]: readonly object[]): object {
  const isPersons = message.from === 'person';
  return {
    id: message.mid,
    message: message.isUnsent ? '' : message.text,
    from: isPersons ? person : page,
    to: { data: [isPersons ? page : person] },
    created_time: new Date(message.at).toISOString(),
  };
}

function lastAt(thread: Thread): number {
  return thread.messages.at(-1)?.at ?? thread.lastActionAt ?? 0;
}
