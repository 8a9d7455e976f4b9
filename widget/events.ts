import type { EntryDetail, EntryEventMap } from './types/events.d.ts';

export type * from './types/events.d.ts';

/** What an element of an entry point tells the page; it bubbles, out of shadow roots too. */
export class EntryEvent<T extends EntryDetail> extends CustomEvent<T> {
  constructor(type: string, detail: T) {
    super(type, { detail, bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap extends EntryEventMap {}
}
