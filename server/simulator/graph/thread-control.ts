import { DAY } from '../../base/clock.ts';
import { changeThreadControl } from '../page-side/change-thread-control.ts';
import type { Simulator } from '../simulator.ts';
import { findPersonByPsid, findThread } from '../state/find-in-world.ts';
import { connectedApps } from '../state/subscribed-fields.ts';
import { isOwnedByAnother, ownedUntil, threadOwner } from '../state/thread-owner.ts';
import type { Person, Thread } from '../state/world.ts';
import type { PageCall } from './edge.ts';
import { badParameter, noMatchingUser, notInstagramOwner, notThreadOwner, wrongReceiverRole } from './graph-error.ts';
import { isObject } from './parse-json.ts';

const MOST_SECONDS = (7 * DAY) / 1000;
const SUCCESS = { success: true };

/**
 * Passes the thread to another app.
 * @throws {GraphError} 100 for the recipient or the target, 10/2018300 while another app owns the thread
 */
export function passThread(sim: Simulator, call: PageCall): object {
  const { person, thread } = recipientOf(sim, call);
  const target = call.params['target_app_id'];
  if (!/^[0-9]+$/.test(String(target ?? ''))) throw badParameter('Incorrect app id', 2018164);
  mustControl(sim, call, thread);
  const { id: appId } = call.app;
  const metadata = metadataOf(call);
  changeThreadControl(sim, call.page, person, { action: 'pass', appId, toAppId: String(target), metadata });
  return SUCCESS;
}

/**
 * Takes the thread, which only the Page's default app may do.
 * @throws {GraphError} 2018171 for every other app
 */
export function takeThread(sim: Simulator, call: PageCall): object {
  const { person } = recipientOf(sim, call);
  if (call.page.defaultAppId !== call.app.id) throw wrongReceiverRole();
  const metadata = metadataOf(call);
  changeThreadControl(sim, call.page, person, { action: 'take', appId: call.app.id, metadata });
  return SUCCESS;
}

/** Asks whoever owns the thread for it. */
export function requestThread(sim: Simulator, call: PageCall): object {
  const { person } = recipientOf(sim, call);
  const metadata = metadataOf(call);
  changeThreadControl(sim, call.page, person, { action: 'request', appId: call.app.id, metadata });
  return SUCCESS;
}

/**
 * Lets go of the thread; nobody is told.
 * @throws {GraphError} 10/2018300 while another app owns it
 */
export function releaseThread(sim: Simulator, call: PageCall): object {
  const { person, thread } = recipientOf(sim, call);
  mustControl(sim, call, thread);
  changeThreadControl(sim, call.page, person, { action: 'release', appId: call.app.id });
  return SUCCESS;
}

/**
 * Keeps the thread for longer than 24 hours after the person's last message, at most seven days.
 * @throws {GraphError} 100 for the duration, 10/2018300 while the app does not own the thread
 */
export function extendThread(sim: Simulator, call: PageCall): object {
  const { thread } = recipientOf(sim, call);
  const duration = Number(call.params['duration']);
  if (!Number.isInteger(duration) || duration < 1 || duration > MOST_SECONDS) {
    throw badParameter(`Param duration must be a number of seconds from 1 to ${MOST_SECONDS}`);
  }
  if (threadOwner(sim, thread) !== call.app.id) throw refusalOf(call);
  thread.ownedUntil = sim.clock.now().getTime() + duration * 1000;
  sim.store.changed();
  return SUCCESS;
}

/** Who owns the thread and until when; nothing while it is idle. */
export function readThreadOwner(sim: Simulator, call: PageCall): object {
  const { thread } = recipientOf(sim, { ...call, params: { recipient: { id: call.params['recipient'] } } });
  const appId = threadOwner(sim, thread);
  if (appId === null) return { data: [] };
  return { data: [{ thread_owner: { app_id: appId, expiration: Math.floor(ownedUntil(thread) / 1000) } }] };
}

/** The other apps of the Page. */
export function listSecondaryReceivers(sim: Simulator, { app, page }: PageCall): object {
  const connected = connectedApps(sim, page).filter((one) => one.id !== app.id);
  return { data: [...connected, ...page.otherApps].map(({ id, name }) => ({ id, name })) };
}

function recipientOf(
  sim: Simulator,
  { page, params }: Pick<PageCall, 'page' | 'params'>,
): {
  person: Person;
  thread: Thread;
} {
  const { recipient } = params;
  const psid = isObject(recipient) ? recipient['id'] : undefined;
  if (psid === undefined) throw badParameter('The parameter recipient is required');
  const person = findPersonByPsid(sim.store.world, page.id, String(psid));
  const thread = person && findThread(sim.store.world, page.id, person.id);
  if (!person || !thread?.exists) throw noMatchingUser();
  return { person, thread };
}

function mustControl(sim: Simulator, call: PageCall, thread: Thread): void {
  if (isOwnedByAnother(sim, thread, call.app.id)) throw refusalOf(call);
}

function refusalOf({ page }: PageCall): Error {
  return page.platform === 'instagram' ? notInstagramOwner() : notThreadOwner();
}

function metadataOf({ params }: PageCall): string | undefined {
  return typeof params['metadata'] === 'string' ? params['metadata'] : undefined;
}
