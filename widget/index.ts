import { configure } from './configure.ts';
import { defineElements } from './elements/define.ts';

export { configure } from './configure.ts';
export { EntryElement } from './elements/entry-element.ts';
export { MessengerButtonElement } from './elements/messenger-button-element.ts';
export type * from './events.ts';
export type { EntryState } from './entry/entry-machine.ts';

// Served by Threadtie the module knows its server; bundled into a site's script it must be told by `configure`.
configure({ apiOrigin: import.meta.url });
defineElements();
