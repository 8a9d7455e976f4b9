import { followVisit } from './follow-visit.ts';
import type { OpenVisit } from './visit-session.ts';
import { visitSession } from './visit-session.ts';
import type { WatchedStatus } from './watch-visit.ts';

/** What `followEntry` needs to know, and whom it tells what the server says. */
export interface EntryToFollow {
  readonly entry: string;
  /** Address of the server's visits, ending in a slash. */
  readonly visitsUrl: string;
  /** Whether the visit was opened: the tab remembers no other. */
  readonly isOpen: () => boolean;
  readonly onStatus: (status: WatchedStatus, visit: OpenVisit) => void;
}

/** Follows the visit just registered, or without one the visit this tab remembers, from page to page until it is over. */
export function followEntry(target: EntryToFollow, registered: OpenVisit | undefined, stop: AbortSignal): void {
  const { entry, visitsUrl, isOpen, onStatus } = target;
  if (registered && isOpen()) visitSession.keep(entry, registered);
  const visit = registered ?? visitSession.find(entry);
  if (!visit) return;
  followVisit(
    { url: visitsUrl + visit.id, watchSecret: visit.watchSecret },
    { onStatus: (status) => onStatus(status, visit), onEnd: () => visitSession.forget(entry, visit) },
    stop,
  );
}
