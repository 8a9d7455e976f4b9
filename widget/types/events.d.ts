/** What every event of an entry point says about it. */
export interface EntryDetail {
  readonly entry: string;
}

/** What the opening of an entry point says: the visit's ref is a handle, not a secret that opens anything. */
export interface OpenDetail extends EntryDetail {
  readonly ref: string;
}

/** What an error says to the site's developer: a code to switch on, and a sentence. */
export interface ErrorDetail extends EntryDetail {
  readonly code: string;
  /** Of `plugin_failed` it begins with the reason, such as `sdk_blocked: `. */
  readonly message: string;
}

/** What a page may say about the visitor's consent: yes or no, now or later. */
export type Consent = boolean | Promise<boolean>;

/** What the question for consent says; whoever listens answers, or the link stays the link. */
export interface ConsentDetail extends EntryDetail {
  answer(consent: Consent): void;
}

/** The visitor opened the link; whether anybody arrives is not known yet. */
export type MessengerOpenEvent = CustomEvent<OpenDetail>;

/** The server says that the visitor arrived in Messenger. */
export type MessengerArrivedEvent = CustomEvent<EntryDetail>;

/** The server says that the visitor's account is linked to the thread. */
export type MessengerLinkedEvent = CustomEvent<EntryDetail>;

/** The link was ended, as the visitor asked. */
export type MessengerUnlinkedEvent = CustomEvent<EntryDetail>;

/** Something did not work; the link opens all the same. For the site's developer, not for the visitor. */
export type MessengerErrorEvent = CustomEvent<ErrorDetail>;

/** Whether something of Meta's may be loaded, asked in the visitor's act. */
export type MessengerConsentEvent = CustomEvent<ConsentDetail>;

/** Each event by its name: all of them bubble, out of shadow roots too. */
export interface EntryEventMap {
  'messenger-open': MessengerOpenEvent;
  'messenger-arrived': MessengerArrivedEvent;
  'messenger-linked': MessengerLinkedEvent;
  'messenger-unlinked': MessengerUnlinkedEvent;
  'messenger-error': MessengerErrorEvent;
  'messenger-consent': MessengerConsentEvent;
}
