import type { EntryElement } from '../elements/entry-element.ts';

/** An identity counts for a quarter of an hour; a code that is about to lose it gives way to another. */
const FRESH_FOR_MS = 13 * 60_000;
/** A page left open for the night must not register visits till morning. */
const MOST_VISITS = 8;

/** Keeps an element's visit offered while somebody may be looking at its code. */
export interface OfferInView {
  /** The code is drawn, here. */
  watch(code: Element): void;
  /** Somebody else is looking, or at something else: the visits so far are forgotten. */
  begin(): void;
  stop(): void;
}

/** Offers a visit of the element once at least half of its code is in view, and another when that one is no longer fresh. */
export function offerInView(element: EntryElement): OfferInView {
  let offers = 0;
  let isInView = false;
  let stale: ReturnType<typeof setTimeout> | undefined;
  const sight = new IntersectionObserver(([seen]) => see(seen?.isIntersecting ?? false), { threshold: 0.5 });

  function see(isSeen: boolean): void {
    isInView = isSeen;
    if (isInView && !element.visitRef) offer();
  }

  function offer(): void {
    if (document.hidden) {
      document.addEventListener('visibilitychange', () => see(isInView), { once: true });
      return;
    }
    if (!element.isConnected || !element.code || ++offers > MOST_VISITS) return;
    element.offerVisit();
    element.requestUpdate();
    clearTimeout(stale);
    stale = setTimeout(renew, FRESH_FOR_MS);
  }

  /** A visit that was opened or has arrived is left alone. */
  function renew(): void {
    if (element.state === 'idle' && isInView) offer();
  }

  return {
    watch: (code) => sight.observe(code),
    // What is watched anew is told anew.
    begin() {
      offers = 0;
      sight.disconnect();
      element.requestUpdate();
    },
    stop() {
      sight.disconnect();
      clearTimeout(stale);
    },
  };
}
