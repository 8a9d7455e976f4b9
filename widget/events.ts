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

class EntryEvent<T extends EntryDetail> extends CustomEvent<T> {
  constructor(type: string, detail: T) {
    super(type, { detail, bubbles: true, composed: true });
  }
}

/** The visitor opened the link; whether anybody arrives is not known yet. */
export class MessengerOpenEvent extends EntryEvent<OpenDetail> {
  constructor(detail: OpenDetail) {
    super('messenger-open', detail);
  }
}

/** The server says that the visitor arrived in Messenger. */
export class MessengerArrivedEvent extends EntryEvent<EntryDetail> {
  constructor(detail: EntryDetail) {
    super('messenger-arrived', detail);
  }
}

/** The server says that the visitor's account is linked to the thread. */
export class MessengerLinkedEvent extends EntryEvent<EntryDetail> {
  constructor(detail: EntryDetail) {
    super('messenger-linked', detail);
  }
}

/** Something did not work; the link opens all the same. For the site's developer, not for the visitor. */
export class MessengerErrorEvent extends EntryEvent<ErrorDetail> {
  constructor(detail: ErrorDetail) {
    super('messenger-error', detail);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'messenger-open': MessengerOpenEvent;
    'messenger-arrived': MessengerArrivedEvent;
    'messenger-linked': MessengerLinkedEvent;
    'messenger-error': MessengerErrorEvent;
  }
}
