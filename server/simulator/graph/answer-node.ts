import type { Simulator } from '../simulator.ts';
import { findPersonByPsid, findThread } from '../state/find-in-world.ts';
import type { Page, Person } from '../state/world.ts';
import type { Caller } from './caller.ts';
import { pickFields } from './fields.ts';
import { unknownObject } from './graph-error.ts';
import { missingPermission } from './token-error.ts';
import type { GraphRequest } from './graph-request.ts';
import { linkedPerson } from './linking-tokens.ts';
import { pageFields } from './page-fields.ts';
import { answerPersona } from './personas.ts';

const PAGE_DEFAULTS = ['id', 'name'];
const PROFILE_DEFAULTS = ['id', 'name', 'first_name', 'last_name', 'profile_pic'];
const INSTAGRAM_DEFAULTS = ['id', 'name', 'username', 'profile_pic'];

/** One call of an object itself. */
interface NodeCall {
  readonly request: GraphRequest;
  readonly caller: Caller;
  /** The Page or account whose object it is. */
  readonly page: Page | null;
  readonly id: string;
}

/**
 * `GET /{id}`: the app, whoever the token belongs to, its Page or the account of it, a persona, or the profile of a person
 * who has a thread with the Page. Personas can be deleted.
 * @throws {GraphError} code 100, subcode 33 for every other id
 */
export function answerNode(sim: Simulator, { request, caller, page, id }: NodeCall): object {
  const { method, params } = request;
  const { fields } = params;
  if (caller.kind === 'app') {
    const { app } = caller;
    if (method !== 'GET' || ![app.id, 'app'].includes(id)) throw unknownObject(method, id);
    return pickFields({ id: app.id, name: app.name, link: `${sim.url}/` }, fields, PAGE_DEFAULTS);
  }
  if (caller.kind === 'user') {
    if (method !== 'GET' || !['me', caller.asid].includes(id)) throw unknownObject(method, id);
    return pickFields(userFields(sim, caller), fields, PAGE_DEFAULTS);
  }
  if (!page) throw unknownObject(method, id);
  const persona = answerPersona(sim, page, { method, id });
  if (persona) return persona;
  if (method !== 'GET') throw unknownObject(method, id);
  if (id === 'me' || id === page.id) {
    const own = { access_token: caller.token.token, tasks: page.tasks, recipient: recipientOf(sim, page, params) };
    return pickFields({ ...pageFields(sim, page), ...own }, fields, PAGE_DEFAULTS);
  }
  return readProfileOf(sim, { page, caller, psid: id, fields });
}

/** Whoever has just opened the login page of an account linking, by the token in its address. */
function recipientOf(sim: Simulator, page: Page, params: GraphRequest['params']): string | null {
  const token = params['account_linking_token'];
  return token === undefined ? null : linkedPerson(sim, page, token);
}

function readProfileOf(
  sim: Simulator,
  input: { page: Page; caller: Extract<Caller, { kind: 'page' }>; psid: string; fields: unknown },
): object {
  const { world } = sim.store;
  const { page, psid, caller } = input;
  const account = world.pages.find((one) => one.id === caller.page.instagramId);
  for (const one of [page, account ?? page]) {
    const person = findPersonByPsid(world, one.id, psid);
    if (!person || !findThread(world, one.id, person.id)?.exists) continue;
    const scope = one.platform === 'instagram' ? 'instagram_manage_messages' : 'pages_messaging';
    if (!caller.token.scopes.includes(scope)) throw missingPermission(scope);
    const defaults = one.platform === 'instagram' ? INSTAGRAM_DEFAULTS : PROFILE_DEFAULTS;
    return pickFields(profileFields(sim, one, person, psid), input.fields, defaults);
  }
  throw unknownObject('GET', psid);
}

function userFields(sim: Simulator, { person, asid }: Extract<Caller, { kind: 'user' }>): Record<string, unknown> {
  const { name, firstName, lastName } = person;
  return { id: asid, name, first_name: firstName, last_name: lastName, picture: pictureOf(sim, person) };
}

function profileFields(sim: Simulator, page: Page, person: Person, psid: string): Record<string, unknown> {
  const head = { id: psid, name: person.name, profile_pic: pictureOf(sim, person) };
  if (page.platform === 'instagram') return { ...head, ...instagramFields(person) };
  const { firstName, lastName, locale, timezone } = person;
  // A field of its own permission, which the app here never has: asked for, it is left out (unverified).
  return { ...head, first_name: firstName, last_name: lastName, locale, timezone, gender: null };
}

function instagramFields(person: Person): object {
  return {
    username: person.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.'),
    follower_count: 0,
    is_user_follow_business: true,
    is_business_follow_user: false,
    is_verified_user: false,
  };
}

function pictureOf(sim: Simulator, person: Person): string {
  return `${sim.url}/people/${person.id}.svg`;
}
