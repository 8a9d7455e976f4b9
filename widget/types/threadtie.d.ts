import type { UserTokenSource } from './elements.d.ts';
import type { Consent } from './events.d.ts';

/** What can be said along with the opening of a thread. */
export interface OpenOptions extends UserTokenSource {
  /** What the thread is about on the site, such as an order; told with the arrival. */
  readonly dataRef?: string | undefined;
}

/** The widget's one global, `window.Threadtie`. */
export interface Threadtie {
  /** The release this script was built from. */
  readonly version: string;
  /** Whether the visitor agreed that something of Meta's is loaded; an element's own property counts before it. */
  consent?: Consent | undefined;
  /** Opens the thread of an entry point, as a click on its button does; call it in the visitor's act: where the browser refuses a tab, this page goes there. */
  open(entry: string, options?: OpenOptions): void;
  /** Loads an element's part where it cannot be seen from the document, as in a closed shadow root: `bubble`, `qr`, `checkbox`, `link-status`. */
  load(name: string): Promise<void>;
  /**
   * Forgets everything about the visitor who was signed in, on every open page of this origin and in elements that the page keeps
   * aside. Visits on their way to Messenger stay whose they were.
   */
  logout(): void;
}
