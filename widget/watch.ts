import { createStatusLine } from './elements/status-line.ts';
import type { Kit } from './kit.ts';

export { followEntry } from './entry/follow-entry.ts';

/** Answers what the status line of an element has to say now. */
export let statusLine: ReturnType<typeof createStatusLine>;

/** Takes what the entry lends. */
export function define(kit: Kit): void {
  statusLine = createStatusLine(kit);
}
