import type { EntryElement } from '../elements/entry-element.ts';
import type { Consent, ConsentDetail } from '../types/events.d.ts';

const ANSWER_WITHIN_MS = 60_000;

/**
 * Answers whether the visitor agreed that something of Meta's is loaded: by the element's `consent` property, by that of
 * `Threadtie`, or else by whoever answers the `messenger-consent` event that is fired now. Silence means no.
 */
export async function askConsent(element: EntryElement): Promise<boolean> {
  let consent: Consent | undefined = element.consent ?? window.Threadtie?.consent;
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
