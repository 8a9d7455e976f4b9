/** The door without side effects: importing it defines nothing, in a browser as little as in plain Node. */
export { configure } from './configure.ts';
export { defineElements } from './elements/define.ts';
export { EntryElement } from './elements/entry-element.ts';
export { MessengerButtonElement } from './elements/messenger-button-element.ts';
export { threadtie } from './threadtie.ts';
export type { EntryState } from './entry/entry-machine.ts';
export type * from './events.ts';
