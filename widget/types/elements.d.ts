import type { Consent } from './events.d.ts';

/** What an entry point shows; `arrived`, `linked` and `failed` come from the server's facts alone. */
export type EntryState = 'idle' | 'waiting' | 'arrived' | 'linked' | 'failed';

/** Where a visitor's token can come from; the first that is there counts. */
export interface UserTokenSource {
  readonly getUserToken?: (() => string | null | undefined | Promise<string | null | undefined>) | undefined;
  readonly userTokenUrl?: string | undefined;
  readonly userToken?: string | undefined;
}

/** What all elements that open a thread have in common. Made by the page's markup, not by `new`. */
export declare class EntryElement extends HTMLElement {
  /** The entry point's key. */
  entry: string;
  /** What the element stands for on the site, such as an order; told with the arrival. */
  dataRef: string | undefined;
  /** The visitor's token, signed by the site's back end; it serves one visit. */
  userToken: string | undefined;
  /** Address on this page's origin that answers a token at each click. */
  userTokenUrl: string | undefined;
  /** Asked for the visitor's token at each click; counts before the two attributes. */
  getUserToken: UserTokenSource['getUserToken'];
  /** Whether the visitor agreed that something of Meta's is loaded; counts before `Threadtie.consent`. */
  consent: Consent | undefined;
  /** What is shown. Only the element changes it: what is written here or in the markup has no effect. */
  readonly state: EntryState;
  /** The control: the link in the light DOM, which works without the script. */
  readonly link: HTMLAnchorElement | null;
  /** The code of the entry point, read from the link; empty while the markup is incomplete. */
  readonly code: string;
  /** The ref of the visit under way in this element, empty without one. */
  readonly visitRef: string;
  /** Answers once what was set last is on the screen. */
  readonly updateComplete: Promise<boolean>;
  /** The link's address as the site wrote it, or with the ref of a visit. */
  urlWith(ref?: string): string;
  /** Begins a visit that is not opened yet, for a code on a screen of the page's own; answers its ref, or '' without a link. */
  offerVisit(): string;
  /** Opens the visit that was offered, or a new one; to be called in the visitor's act. Answers the ref, or '' without a link. */
  beginVisit(): string;
  /** Forgets the visit and the visitor's token. */
  logout(): void;
}

/** `<messenger-button>` */
export declare class MessengerButtonElement extends EntryElement {
  /** Text for a link that has none. */
  label: string | undefined;
  /** One of Meta's names such as `GET_STARTED`, or any text. */
  ctaText: string | undefined;
}

/** `<messenger-bubble>`, once its part is loaded. */
export interface MessengerBubbleElement extends EntryElement {
  greeting: string | undefined;
  greetingDisplay: string | undefined;
  greetingDelay: number | undefined;
  /** Whether the panel is open. */
  open: boolean;
  /** What the launcher does; the focus follows the visitor's act only. */
  toggle(): Promise<void>;
  /** Closes panel and greeting, for as long as this page is open. */
  close(): void;
}

/** `<messenger-qr>`, once its part is loaded. */
export interface MessengerQrElement extends EntryElement {
  /** Shows buttons that save the campaign's code. */
  download: boolean;
  /** Answers the campaign's code, for paper, as a file. */
  toBlob(type: 'svg' | 'png'): Promise<Blob>;
}

/** `<messenger-checkbox>`, once its part is loaded. */
export interface MessengerCheckboxElement extends EntryElement {
  /** The value in the form; made up for each element that is put on a page. */
  userRef: string | undefined;
  /** The form was sent with the tick. */
  sent: boolean;
  /** Whether the visitor has ticked it. Nobody else can. */
  readonly checked: boolean;
  /** The form was sent by a script, without `submit`: what the visitor agreed to goes on. */
  confirm(): void;
}

/** `<messenger-link-status>`, once its part is loaded. */
export interface MessengerLinkStatusElement extends EntryElement {
  /** The name to show for the account that is connected; without it, none is. */
  connectedAs: string | undefined;
  /** Address on this page's origin that ends the link. */
  disconnectUrl: string | undefined;
  /** Whether an account is connected, by the site's word or the server's. */
  readonly isLinked: boolean;
}
