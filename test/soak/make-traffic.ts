import { HOUR } from '../../server/base/clock.ts';
import type { SeededRandom } from './seeded-random.ts';
import { makeDelivery, type SentDelivery, type SentEvent } from './sent-delivery.ts';
import { makeVisit, type SoakEntry, type SoakShop } from './soak-shop.ts';

const THREADS = 40;
const UNKNOWN_REFS = ['flyer-2019', 'old-newsletter', 'somebody-made-this-up'] as const;
const MOST_EVENTS = 5;

/** Deliveries that never repeat by themselves. */
export interface Traffic {
  next(): SentDelivery;
}

/**
 * Makes deliveries of one to five events of several Pages and threads: messages, and people who come with a code, with a
 * ref nobody knows, or with the ref of a visit, as a referral or with Get Started.
 */
export function makeTraffic(shop: SoakShop, random: SeededRandom): Traffic {
  const start = Date.now() - 3 * HOUR;
  let count = 0;
  const makeEvent = (): SentEvent => {
    const at = start + ++count;
    const entry = random.pick(shop.entries);
    const psid = `80000000000${random.between(1, THREADS) + 100_000}`;
    const kind = random.fraction();
    if (kind < 0.3) return { at, pageId: entry.pageId, psid, arrival: null };
    return { at, pageId: entry.pageId, ...makeArrival(entry, psid, count, kind, random) };
  };
  return {
    next() {
      const events = Array.from({ length: random.between(1, MOST_EVENTS) }, makeEvent);
      return makeDelivery(
        events,
        events.map((event) => sayEvent(event, random)),
      );
    },
  };
}

function makeArrival(
  entry: SoakEntry,
  psid: string,
  count: number,
  kind: number,
  random: SeededRandom,
): Pick<SentEvent, 'psid' | 'arrival'> {
  if (kind < 0.5) return { psid, arrival: { ref: entry.code, visit: null, isKnown: true } };
  if (kind < 0.9) return { psid, arrival: { ref: random.pick(UNKNOWN_REFS), visit: null, isKnown: false } };
  const visit = makeVisit(entry, `user-${count}`);
  // A person of their own, for a thread has one account only.
  return { psid: `90000000${count + 10_000_000}`, arrival: { ref: visit.ref, visit, isKnown: true } };
}

function sayEvent({ at, pageId, psid, arrival }: SentEvent, random: SeededRandom): object {
  const thread = { sender: { id: psid }, recipient: { id: pageId }, timestamp: at };
  if (!arrival) return { ...thread, message: { mid: `m_${at}`, text: 'Is the blue one still to be had?' } };
  const referral = { ref: arrival.ref, source: 'SHORTLINK', type: 'OPEN_THREAD' };
  if (random.fraction() < 0.6) return { ...thread, referral };
  return { ...thread, postback: { mid: `m_${at}`, title: 'Get Started', payload: 'GET_STARTED', referral } };
}
