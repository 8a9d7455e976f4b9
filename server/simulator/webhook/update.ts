import type { MessagingEvent } from './messaging-event.ts';

/** Messenger's events come as `page`, Instagram's as `instagram`. */
export type PlatformObject = 'page' | 'instagram';

/**
 * One thing to tell an app, and where it stands in the body: in one of the three arrays of an entry, or as the whole body
 * (the flat shape some fields have).
 */
export interface Update {
  /** Whom it is for. */
  readonly appId: string;
  readonly object: PlatformObject;
  readonly pageId: string;
  readonly place: 'messaging' | 'standby' | 'changes' | 'body';
  readonly item: MessagingEvent;
}

/** Events of a Page in Messenger, in the usual place. */
export function pageUpdates(appId: string, pageId: string, events: readonly MessagingEvent[]): Update[] {
  return events.map((item) => ({ appId, object: 'page', pageId, place: 'messaging', item }));
}
