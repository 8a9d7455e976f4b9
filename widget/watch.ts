import { createStatusLine } from './elements/status-line.ts';
import type { EntryToFollow } from './entry/follow-entry.ts';
import { followEntry as follow } from './entry/follow-entry.ts';
import type { OpenVisit } from './entry/visit-session.ts';
import type { Kit } from './kit.ts';

let showStatus: Kit['showStatus'];

/** Answers what the status line of an element has to say now. */
export let statusLine: ReturnType<typeof createStatusLine>;

/** Takes what the entry lends. */
export function define(kit: Kit): void {
  statusLine = createStatusLine(kit);
  ({ showStatus } = kit);
}

/** Follows the visit just registered, or the one this tab remembers, and has the element say what comes of it. */
export function followEntry(target: EntryToFollow, registered: OpenVisit | undefined, stop: AbortSignal): void {
  follow(target, registered, stop, showStatus);
}
