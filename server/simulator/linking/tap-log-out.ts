import { actInThread } from '../person/act-in-thread.ts';
import { addNote } from '../person/add-note.ts';
import type { Simulator } from '../simulator.ts';
import type { Page, Person, Thread } from '../state/world.ts';
import { endLinkedAccount } from './end-linked-account.ts';
import { tappedButton } from './tap-log-in.ts';

/**
 * A person taps a Log Out button: the apps hear that the account is unlinked, if it was linked.
 * @throws {RequestRefused} as `tapLogIn`
 */
export function tapLogOut(
  sim: Simulator,
  page: Page,
  person: Person,
  input: { readonly mid?: string | undefined },
): Thread {
  tappedButton(sim, page, person, { ...input, type: 'account_unlink' });
  const { thread } = actInThread(sim, page, person);
  const wasLoggedIn = endLinkedAccount(sim, page, person);
  addNote(sim, thread, wasLoggedIn ? 'You logged out of your account' : 'You were not logged in');
  sim.store.changed();
  return thread;
}
