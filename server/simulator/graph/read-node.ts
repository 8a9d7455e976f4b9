import type { Simulator } from '../simulator.ts';
import { findPersonByPsid, findThread } from '../state/find-in-world.ts';
import type { Page, Person } from '../state/world.ts';
import { badParameter, unknownObject } from './graph-error.ts';

const PAGE_DEFAULTS = ['id', 'name'];
const PROFILE_DEFAULTS = ['id', 'name', 'first_name', 'last_name', 'profile_pic'];

/**
 * `GET /{id}`: the token's own Page, or the profile of a person who has a thread with it.
 * @throws {GraphError} code 100, subcode 33 for every other id
 */
export function readNode(sim: Simulator, page: Page, id: string, fields: unknown): object {
  if (id === 'me' || id === page.id) {
    return pick({ id: page.id, name: page.name, username: page.username }, fields, PAGE_DEFAULTS);
  }
  const person = findPersonByPsid(sim.store.world, page.id, id);
  if (!person || !findThread(sim.store.world, page.id, person.id)?.exists) throw unknownObject('GET', id);
  return pick(profileOf(sim, person, id), fields, PROFILE_DEFAULTS);
}

function profileOf(sim: Simulator, person: Person, psid: string): Record<string, unknown> {
  return {
    id: psid,
    name: person.name,
    first_name: person.firstName,
    last_name: person.lastName,
    profile_pic: `${sim.url}/people/${person.id}.svg`,
    locale: person.locale,
    timezone: person.timezone,
  };
}

/** The fields asked for, and `id` always. */
function pick(all: Readonly<Record<string, unknown>>, fields: unknown, defaults: readonly string[]): object {
  const asked = typeof fields === 'string' && fields !== '' ? fields.split(',').map((name) => name.trim()) : defaults;
  const unknown = asked.find((name) => !Object.hasOwn(all, name));
  if (unknown !== undefined) throw badParameter(`Tried accessing nonexisting field (${unknown})`);
  return Object.fromEntries([...new Set([...asked, 'id'])].map((name) => [name, all[name]]));
}
