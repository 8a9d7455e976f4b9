import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { findPerson } from '../state/find-in-world.ts';
import type { Person } from '../state/world.ts';

const COOKIE = 'sim_person';

/** Whose phone this browser is: as the switch on the chat page said, or else the first person. */
export function phoneHolder(sim: Simulator, c: Context): Person {
  const person = findPerson(sim.store.world, getCookie(c, COOKIE) ?? '') ?? sim.store.world.people[0];
  if (!person) throw new RequestRefused(404, 'The simulator has no people.');
  return person;
}

/** Hands this browser's phone to a person. */
export function handPhoneTo(c: Context, person: Person): void {
  setCookie(c, COOKIE, person.id, { path: '/', httpOnly: true, sameSite: 'Lax' });
}
