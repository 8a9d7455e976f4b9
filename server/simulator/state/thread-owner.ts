import { DAY } from '../../base/clock.ts';
import type { Simulator } from '../simulator.ts';
import type { Thread } from './world.ts';

/** The apps behind the inboxes that people answer from. */
export const PAGE_INBOX = '263902037430900';
export const INSTAGRAM_INBOX = '1217981644879628';

/** Whoever controls the thread; null while it is idle, which it is again 24 hours after the person's last action. */
export function threadOwner(sim: Simulator, thread: Thread): string | null {
  const lastAt = Math.max(thread.lastActionAt ?? 0, thread.ownedAt);
  const isIdle = sim.clock.now().getTime() - lastAt > DAY;
  return isIdle ? null : thread.ownerAppId;
}

/** The person acts: the thread exists, its messaging window opens, and an owner whose time had run out is none any more. */
export function recordAction(sim: Simulator, thread: Thread, at: Date): void {
  thread.ownerAppId = threadOwner(sim, thread);
  thread.exists = true;
  thread.lastActionAt = at.getTime();
}

/** True while another app than ours controls the thread: ours then hears of it in standby. */
export function isOwnedByAnother(sim: Simulator, thread: Thread): boolean {
  const owner = threadOwner(sim, thread);
  return owner !== null && owner !== sim.app.id;
}
