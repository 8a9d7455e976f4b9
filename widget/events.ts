import type { Problem } from './entry/problem.ts';

/** What every event of an entry point says about it. */
export interface EntryDetail {
  readonly entry: string;
}

/** What the opening of an entry point says: the visit's ref is a handle, not a secret that opens anything. */
export interface OpenDetail extends EntryDetail {
  readonly ref: string;
}

/** What an error says to the site's developer. */
export interface ErrorDetail extends EntryDetail, Problem {}

/** What an element of an entry point tells the page; it bubbles, out of shadow roots too. */
export class EntryEvent<T extends EntryDetail> extends CustomEvent<T> {
  constructor(type: string, detail: T) {
    super(type, { detail, bubbles: true, composed: true });
  }
}

/** The visitor opened the link; whether anybody arrives is not known yet. */
export type MessengerOpenEvent = EntryEvent<OpenDetail>;

/** The server says that the visitor arrived in Messenger. */
export type MessengerArrivedEvent = EntryEvent<EntryDetail>;

/** The server says that the visitor's account is linked to the thread. */
export type MessengerLinkedEvent = EntryEvent<EntryDetail>;

/** The site ended the link, as the visitor asked. */
export type MessengerUnlinkedEvent = EntryEvent<EntryDetail>;

/** Something did not work; the link opens all the same. For the site's developer, not for the visitor. */
export type MessengerErrorEvent = EntryEvent<ErrorDetail>;

declare global {
  interface GlobalEventHandlersEventMap {
    'messenger-open': MessengerOpenEvent;
    'messenger-arrived': MessengerArrivedEvent;
    'messenger-linked': MessengerLinkedEvent;
    'messenger-unlinked': MessengerUnlinkedEvent;
    'messenger-error': MessengerErrorEvent;
  }
}
