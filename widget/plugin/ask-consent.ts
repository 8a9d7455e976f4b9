import type { EntryElement } from '../elements/entry-element.ts';

const ANSWER_WITHIN_MS = 60_000;

/** What a page may say about the visitor's consent: yes or no, now or later. */
export type Consent = boolean | Promise<boolean>;

/** An element whose page may have said so already. */
export type ConsentingElement = EntryElement & { consent?: Consent };

/** What `messenger-consent` says; whoever listens answers, or the link stays the link. */
export interface ConsentDetail {
  readonly entry: string;
  answer(consent: Consent): void;
}

/**
 * Answers whether the visitor agreed that something of Meta's is loaded: by the element's `consent` property, by that of
 * `Threadtie`, or else by whoever answers the `messenger-consent` event that is fired now. Silence means no.
 */
export async function askConsent(element: ConsentingElement): Promise<boolean> {
  let consent = element.consent ?? (window.Threadtie as { readonly consent?: Consent } | undefined)?.consent;
  if (consent === undefined) {
    const detail: ConsentDetail = {
      entry: element.entry,
      answer(given) {
        consent = given;
      },
    };
    element.dispatchEvent(new CustomEvent('messenger-consent', { detail, bubbles: true, composed: true }));
  }
  const silence = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ANSWER_WITHIN_MS));
  return (await Promise.race([Promise.resolve(consent ?? false), silence]).catch(() => false)) === true;
}

declare global {
  interface GlobalEventHandlersEventMap {
    'messenger-consent': CustomEvent<ConsentDetail>;
  }
}
