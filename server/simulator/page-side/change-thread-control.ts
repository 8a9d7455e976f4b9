import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { psidOf, threadOf } from '../state/find-in-world.ts';
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
 * Changes who controls a thread. Our app is told what the platform tells it: of a pass to it, of a take from it or from an
 * idle thread, of a request while it is the owner or nobody is. A release is told to nobody.
 */
export function changeThreadControl(sim: Simulator, page: Page, person: Person, change: ThreadControlChange): Thread {
  const thread = threadOf(sim.store.world, page, person);
  const head: EventHead = { psid: psidOf(person, page), pageId: page.id, at: sim.clock.now() };
  const owner = threadOwner(sim, thread);
  const told = tellingOf(sim, change, owner);
  if (change.action === 'pass') thread.ownerAppId = targetOf(change);
  if (change.action === 'take') thread.ownerAppId = change.appId;
  if (change.action === 'release') thread.ownerAppId = null;
  if (change.action !== 'request') {
    thread.ownedAt = head.at.getTime();
    thread.ownedUntil = null;
  }
  sim.store.changed();
  if (told) emitEvent(sim, page.id, personEvent(head, `${change.action}_thread_control`, told));
  return thread;
}

/** What our app gets to hear, or null. */
function tellingOf(sim: Simulator, change: ThreadControlChange, owner: string | null): object | null {
  const { action, appId, metadata } = change;
  const isOurs = owner === null || owner === sim.app.id;
  if (action === 'pass') {
    const to = targetOf(change);
    const isForUs = to === sim.app.id;
    return isForUs ? { previous_owner_app_id: owner, new_owner_app_id: to, metadata } : null;
  }
  if (action === 'take' && isOurs && appId !== sim.app.id) {
    return { previous_owner_app_id: owner, new_owner_app_id: appId, metadata };
  }
  if (action !== 'request' || !isOurs || appId === sim.app.id) return null;
  const number = Number(appId);
  return { requested_owner_app_id: Number.isSafeInteger(number) ? number : appId, metadata };
}

function targetOf({ toAppId }: ThreadControlChange): string {
  if (toAppId === undefined) throw new RequestRefused(400, 'The action "pass" needs "toAppId".');
  return toAppId;
}
