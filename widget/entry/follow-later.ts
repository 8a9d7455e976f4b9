import { apiUrl } from '../configure.ts';
import type { EntryElement } from '../elements/entry-element.ts';
import { loadPart } from '../elements/load-part.ts';
import type { EntryToFollow } from './follow-entry.ts';
import { remembersVisit } from './session-key.ts';
import type { OpenVisit } from './visit-session.ts';

/** Whom a follower tells what: besides the server's word the element, that the part of the widget that listens cannot be loaded. */
export interface Follower extends Omit<EntryToFollow, 'visitsUrl'> {
  readonly element: EntryElement;
}

/**
 * Follows the visit just registered, or the one this tab remembers. Only then the part of the widget that watches is loaded.
 * @returns a function that stops it.
 */
export function followLater(follower: Follower, registered?: OpenVisit): () => void {
  const stop = new AbortController();
  if (registered || remembersVisit(follower.entry)) {
    loadPart<typeof import('../watch.ts')>('watch')
      .then(({ followEntry }) => followEntry({ ...follower, visitsUrl: apiUrl('/v1/refs/') }, registered, stop.signal))
      .catch((error: unknown) => follower.element.mention('watch_unavailable', String(error)));
  }
  return () => stop.abort();
}
