import { isLive } from '../graph/linking-tokens.ts';
import { actInThread } from '../person/act-in-thread.ts';
import { addNote } from '../person/add-note.ts';
import type { Simulator } from '../simulator.ts';
import { findPerson, findThread } from '../state/find-in-world.ts';
import type { LinkingToken, Page, Person } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { personEvent } from '../webhook/messaging-event.ts';

/** How a log-in ended: `failed` is what Messenger shows as "Account linking failed". */
export interface LoginReturn {
  readonly outcome: 'linked' | 'cancelled' | 'failed';
  /** Why it failed, for whoever tests; the platform keeps that to itself. */
  readonly reason: string | null;
  /** null when the token says nothing. */
  readonly pageId: string | null;
}

interface Returning {
  readonly token: LinkingToken;
  readonly page: Page;
  readonly person: Person;
}

/**
 * Somebody comes back from a login page. With a code the app hears of it, and the account is linked once the app has
 * acknowledged that; without one the log-in is given up. Either spends the token.
 * @param input `by` is whoever's phone it is
 */
export async function returnFromLogin(
  sim: Simulator,
  input: { readonly token: string; readonly code: string | null; readonly by: Person },
): Promise<LoginReturn> {
  const { world } = sim.store;
  const token = world.linkingTokens.find((one) => one.token === input.token);
  const page = world.pages.find((one) => one.id === token?.pageId);
  const person = token && findPerson(world, token.personId);
  if (!token || !page || !person) return { outcome: 'failed', reason: 'No log-in was begun with it.', pageId: null };
  const ended = { outcome: 'failed', pageId: page.id } as const;
  if (world.linkingRules.checksPerson && input.by.id !== person.id) {
    return { ...ended, reason: `${person.name} began this log-in, and ${input.by.name} came back from it.` };
  }
  const obstacle = obstacleOf(sim, token);
  const isGivenUp = input.code === null || input.code === '';
  if (obstacle === null) token.spentAt = sim.clock.now().getTime();
  if (obstacle === null && isGivenUp) {
    note(sim, { page, person }, 'You did not log in');
    return { ...ended, outcome: 'cancelled', reason: null };
  }
  const reason = obstacle ?? (await tellAndKeep(sim, { token, page, person }, input.code ?? ''));
  note(sim, { page, person }, reason === null ? 'You logged in to your account' : 'Account linking failed');
  return { ...ended, outcome: reason === null ? 'linked' : 'failed', reason };
}

function obstacleOf(sim: Simulator, token: LinkingToken): string | null {
  const thread = findThread(sim.store.world, token.pageId, token.personId);
  if (token.spentAt !== null) return 'Somebody came back with this token before.';
  if (!isLive(sim, token)) return 'More than five minutes passed since Log In was tapped.';
  return thread?.isBlocked ? 'The Page is blocked.' : null;
}

/** Why the account was not linked, or null. */
async function tellAndKeep(sim: Simulator, { token, page, person }: Returning, code: string): Promise<string | null> {
  const { head } = actInThread(sim, page, person);
  const event = personEvent(head, 'account_linking', { status: 'linked', authorization_code: code });
  const audience = token.appId === null ? {} : { appIds: [token.appId] };
  const answers = await Promise.all(emitEvent(sim, page.id, event, audience).map(sim.webhooks.accepted));
  if (!answers.includes(true)) return 'The app did not acknowledge the webhook.';
  const { world } = sim.store;
  const others = world.linkedAccounts.filter((one) => one.pageId !== page.id || one.personId !== person.id);
  const linked = { pageId: page.id, personId: person.id, appId: token.appId, linkedAt: sim.clock.now().getTime() };
  world.linkedAccounts = [...others, linked];
  return null;
}

function note(sim: Simulator, { page, person }: Omit<Returning, 'token'>, text: string): void {
  const thread = findThread(sim.store.world, page.id, person.id);
  if (thread) addNote(sim, thread, text);
  sim.store.changed();
}
