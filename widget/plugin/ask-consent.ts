import type { EntryElement } from '../elements/entry-element.ts';
import type { Consent, ConsentDetail } from '../types/events.d.ts';

/** Who waits does nothing; who was asked something reads, scrolls and clicks. */
const QUIET_FOR_MS = 15_000;
const ANSWER_WITHIN_MS = 60_000;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchmove'];

const NOBODY = 'Nobody answered the event messenger-consent, and without consent nothing of Meta’s loads';
const TOO_LATE = 'answer() of the event messenger-consent was called when the event was over';

/**
 * Answers whether the visitor agreed that something of Meta's is loaded: by the element's `consent` property, by that of
 * `Threadtie`, or else by whoever answers the `messenger-consent` event that is fired now. Silence means no.
 */
export async function askConsent(element: EntryElement): Promise<boolean> {
  const consent = element.consent ?? window.Threadtie?.consent ?? askPage(element);
  if (typeof consent === 'boolean') return consent;
  const over = new AbortController();
  try {
    return (await Promise.race([consent, silence(over.signal)])) === true;
  } catch {
    return false;
  } finally {
    over.abort();
  }
}

function askPage(element: EntryElement): Consent {
  let consent: Consent | undefined;
  let isOver = false;
  const detail: ConsentDetail = {
    entry: element.entry,
    answer(given) {
      if (isOver) element.report('consent_too_late', `${TOO_LATE}: give it a promise there instead.`);
      else consent = given;
    },
  };
  element.dispatchEvent(new CustomEvent('messenger-consent', { detail, bubbles: true, composed: true }));
  isOver = true;
  if (consent !== undefined) return consent;
  element.report('consent_not_answered', `${NOBODY}: listen to it, or set Threadtie.consent.`);
  return false;
}

/** A visitor who does nothing waits for the click that was made; one who was asked something has a minute for it. */
function silence(signal: AbortSignal): Promise<false> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(resolve, QUIET_FOR_MS, false);
    };
    const last = setTimeout(resolve, ANSWER_WITHIN_MS, false);
    for (const type of SIGNS_OF_LIFE) addEventListener(type, wait, { signal, capture: true, passive: true });
    signal.addEventListener('abort', () => [timer, last].forEach(clearTimeout));
    wait();
  });
}
