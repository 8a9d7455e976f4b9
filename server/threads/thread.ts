import type { Thread } from '../../shared/api/threads.ts';
import { HOUR, later } from '../base/clock.ts';
import type { ThreadRow } from './store.ts';

/** Length of the standard messaging window. */
const WINDOW_MS = 24 * HOUR;

/** The thread as the API shows it. */
export function toThread(row: ThreadRow): Thread {
  return {
    pageId: row.pageId,
    psid: row.psid,
    messagingWindowClosesAt: row.windowOpenedAt ? later(row.windowOpenedAt, WINDOW_MS).toISOString() : null,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    ...reachabilityOf(row),
    ownerAppId: row.ownerAppId,
    ownerChangedAt: toIso(row.ownerChangedAt),
    isStandby: row.heardInStandby,
    isVisibleInPageInbox: row.personMessageAt !== null,
    lastMessageFromPersonAt: toIso(row.personMessageAt),
    lastMessageFromPageAt: toIso(row.pageMessageAt),
    deliveredUntil: toIso(row.deliveredUntil),
    readUntil: toIso(row.readUntil),
  };
}

/** The newer of the two signs counts. */
export function reachabilityOf(
  row: Pick<ThreadRow, 'reachableAt' | 'unreachableAt' | 'unreachableReason'>,
): Pick<Thread, 'reachability' | 'reachabilityLearnedAt' | 'unreachableReason'> {
  const { reachableAt, unreachableAt } = row;
  if (unreachableAt && (!reachableAt || unreachableAt > reachableAt)) {
    const reachabilityLearnedAt = unreachableAt.toISOString();
    return { reachability: 'unreachable', reachabilityLearnedAt, unreachableReason: row.unreachableReason };
  }
  const reachability = reachableAt ? 'reachable' : 'unknown';
  return { reachability, reachabilityLearnedAt: toIso(reachableAt), unreachableReason: null };
}

function toIso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
