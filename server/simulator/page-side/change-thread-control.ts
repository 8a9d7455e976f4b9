import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { psidOf, threadOf } from '../state/find-in-world.ts';
import { listApps } from '../state/simulated-app.ts';
import { threadOwner } from '../state/thread-owner.ts';
import type { Page, Person, Thread } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { type EventHead, personEvent } from '../webhook/messaging-event.ts';

/** Who does what with the control over a thread: `appId` passes it, takes it, asks for it or releases it. */
export interface ThreadControlChange {
  readonly action: 'pass' | 'take' | 'request' | 'release';
  readonly appId: string;
  /** To whom it is passed. */
  readonly toAppId?: string | undefined;
  readonly metadata?: string | undefined;
}

/**
 * Changes who controls a thread. An app is told of a pass to it, of a take from it or by another from an idle thread, of a
 * request by another while it is the owner or nobody is. A release is told to nobody.
 */
export function changeThreadControl(sim: Simulator, page: Page, person: Person, change: ThreadControlChange): Thread {
  const thread = threadOf(sim.store.world, page, person);
  const head: EventHead = { psid: psidOf(person, page), pageId: page.id, at: sim.clock.now() };
  const owner = threadOwner(sim, thread);
  const told = tellingOf(change, owner);
  if (change.action === 'pass') thread.ownerAppId = targetOf(change);
  if (change.action === 'take') thread.ownerAppId = change.appId;
  if (change.action === 'release') thread.ownerAppId = null;
  if (change.action !== 'request') {
    thread.ownedAt = head.at.getTime();
    thread.ownedUntil = null;
  }
  sim.store.changed();
  if (told) {
    const event = personEvent(head, `${change.action}_thread_control`, told);
    emitEvent(sim, page.id, event, { appIds: hearersOf(sim, change, owner) });
  }
  return thread;
}

/** What is told of it; null where nobody is told anything. */
function tellingOf(change: ThreadControlChange, owner: string | null): object | null {
  const { action, appId, metadata } = change;
  if (action === 'release') return null;
  if (action !== 'request') {
    const to = action === 'pass' ? targetOf(change) : appId;
    return { previous_owner_app_id: owner, new_owner_app_id: to, metadata };
  }
  const number = Number(appId);
  return { requested_owner_app_id: Number.isSafeInteger(number) ? number : appId, metadata };
}

/** The apps that are told: whoever gets it, else whoever had it, else everybody but whoever acts. */
function hearersOf(sim: Simulator, change: ThreadControlChange, owner: string | null): string[] {
  const { action, appId } = change;
  if (action === 'pass') return [targetOf(change)];
  const heard = owner === null ? listApps(sim).map((app) => app.id) : [owner];
  return heard.filter((id) => id !== appId);
}

function targetOf({ toAppId }: ThreadControlChange): string {
  if (toAppId === undefined) throw new RequestRefused(400, 'The action "pass" needs "toAppId".');
  return toAppId;
}
