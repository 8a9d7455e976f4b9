export { configure, EntryElement, MessengerButtonElement } from './pure.mjs';
export type * from './pure.d.mts';
