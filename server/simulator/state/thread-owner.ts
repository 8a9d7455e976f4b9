import { DAY } from '../../base/clock.ts';
import type { Simulator } from '../simulator.ts';
import type { Thread } from './world.ts';

/** The apps behind the inboxes that people answer from. */
export const PAGE_INBOX = '263902037430900';
export const INSTAGRAM_INBOX = '1217981644879628';

/** Whoever controls the thread; null while it is idle, which it is again 24 hours after the person's last action. */
export function threadOwner(sim: Simulator, thread: Thread): string | null {
  return sim.clock.now().getTime() > ownedUntil(thread) ? null : thread.ownerAppId;
}

/** When control over the thread ends: 24 hours after the person's last action, or later where an app extended it. */
export function ownedUntil(thread: Thread): number {
  return Math.max((thread.lastActionAt ?? 0) + DAY, thread.ownedAt + DAY, thread.ownedUntil ?? 0);
}

/** The person acts: the thread exists, its messaging window opens, and an owner whose time had run out is none any more. */
export function recordAction(sim: Simulator, thread: Thread, at: Date): void {
  thread.ownerAppId = threadOwner(sim, thread);
  thread.exists = true;
  thread.lastActionAt = at.getTime();
}

/**
 * True while another app than this one controls the thread: this one then hears of it in standby. In an idle thread of a Page
 * with a default app, that app does.
 */
export function isOwnedByAnother(sim: Simulator, thread: Thread, appId: string): boolean {
  const page = sim.store.world.pages.find((one) => one.id === thread.pageId);
  const owner = threadOwner(sim, thread) ?? page?.defaultAppId ?? null;
  return owner !== null && owner !== appId;
}
