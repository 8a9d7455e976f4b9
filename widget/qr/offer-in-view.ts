import type { EntryElement } from '../elements/entry-element.ts';
import { findVisit } from '../entry/visit-session.ts';

/** An identity counts for a quarter of an hour; a code that is about to lose it gives way to another. */
const FRESH_FOR_MS = 13 * 60_000;
/** A page left open for the night must not register visits till morning. */
const MOST_VISITS = 8;

/** Keeps an element's visit offered while somebody may be looking at its code. */
export interface OfferInView {
  /** The element was put on a page; what the tab remembers then is followed to its end before anything is offered. */
  recall(): void;
  /** The code is drawn, here, and the element may have heard of its visit. */
  watch(code: Element): void;
  /** Somebody else is looking, or at something else: the visits so far are forgotten. */
  begin(): void;
  /** The element left the page: what it only offered nobody follows now. A code for the chat the tab remembers. */
  stop(): void;
}

/**
 * Offers a visit of the element once at least half of its code is in view, and another when that one is no longer fresh, or is
 * spent and came to nothing.
 */
export function offerInView(element: EntryElement): OfferInView {
  let offers = 0;
  let isInView = false;
  let isRecalling = false;
  let stale = '';
  let own = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const sight = new IntersectionObserver(([seen]) => look(seen?.isIntersecting ?? false), { threshold: 0.5 });
  const look = (isSeen: boolean): void => {
    isInView = isSeen;
    offer();
  };

  function offer(): void {
    isRecalling &&= findVisit(element.entry) !== null;
    // A visit that was opened or has arrived is left alone.
    const isFree = /idle|failed/.test(element.state) && !isRecalling;
    const isOffered = element.offered && element.offered !== stale;
    if (!isInView || !isFree || isOffered || !element.isConnected || !element.code) return;
    if (document.hidden) {
      document.addEventListener('visibilitychange', offer, { once: true });
      return;
    }
    if (++offers > MOST_VISITS) return;
    stale = '';
    const ref = (own = element.offerVisit());
    element.requestUpdate();
    clearTimeout(timer);
    timer = setTimeout(() => renew(ref), FRESH_FOR_MS);
  }

  /** What was offered by somebody else meanwhile, such as a code for the chat, has a time of its own. */
  function renew(ref: string): void {
    if (element.offered === ref) stale = ref;
    offer();
  }

  return {
    recall() {
      isRecalling = findVisit(element.entry) !== null;
    },
    watch(code) {
      sight.observe(code);
      offer();
    },
    // What is watched anew is told anew.
    begin() {
      offers = 0;
      stale = '';
      sight.disconnect();
      element.requestUpdate();
    },
    stop() {
      isInView = false;
      sight.disconnect();
      clearTimeout(timer);
      if (own && element.offered === own) element.takeVisit('');
    },
  };
}
