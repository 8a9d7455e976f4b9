import type { EntryElement } from '../elements/entry-element.ts';
import { noteAsked } from './asked-of.ts';
import { followVisit } from './follow-visit.ts';
import type { OpenVisit } from './visit-session.ts';
import { visitSession } from './visit-session.ts';
import type { WatchedStatus } from './watch-visit.ts';

/** What `followEntry` needs to know, and whom it tells what the server says. */
export interface EntryToFollow {
  readonly entry: string;
  /** Shows what its visitor is asked. */
  readonly element?: EntryElement;
  /** Address of the server's visits, ending in a slash. */
  readonly visitsUrl: string;
  /** Whether the visit was opened or has arrived: the tab remembers no other, and none without it. */
  readonly isOpen?: () => boolean;
  readonly onStatus: (status: WatchedStatus, visit: OpenVisit) => void;
}

/**
 * Follows the visit just registered, or without one the visit this tab remembers, from page to page until it is over.
 * @param show has an element show what it is asked now
 */
export function followEntry(
  target: EntryToFollow,
  registered: OpenVisit | undefined,
  stop: AbortSignal,
  show: (element: EntryElement) => unknown,
): void {
  const { entry, element, visitsUrl, isOpen, onStatus } = target;
  let isKept = false;
  const keep = (): void => {
    if (!registered || isKept || !isOpen?.()) return;
    isKept = true;
    visitSession.keep(entry, registered);
  };
  keep();
  element?.addEventListener('messenger-open', keep, { signal: stop });
  const visit = registered ?? visitSession.find(entry);
  if (!visit) return;
  const ask = (question?: WatchedStatus['question']): void => {
    if (!element) return;
    noteAsked(element, question, visit);
    show(element);
  };
  stop.addEventListener('abort', () => ask());
  const listener = {
    onStatus(status: WatchedStatus) {
      onStatus(status, visit);
      // One that is over was perhaps never opened, and must not take the place of one that was.
      if (status.state !== 'expired') keep();
      ask(status.question);
    },
    onEnd: () => visitSession.forget(entry, visit),
  };
  followVisit({ url: visitsUrl + visit.id, watchSecret: visit.watchSecret }, listener, stop);
}
