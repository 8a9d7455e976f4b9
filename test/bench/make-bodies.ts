import { signBody } from '../soak/sent-delivery.ts';

/** A signed delivery of one event. */
export interface SignedDelivery {
  readonly body: Buffer;
  readonly signature: string;
}

/** How long before `now` message number 0 happened; each later one a millisecond later. */
export const EARLIER_MS = 1_000_000;
const THREADS = 5000;

/** A message of about a kilobyte, as the platform writes it. No two numbers give the same event. */
export function makeMessage(pageId: string, number: number, now: number): SignedDelivery {
  const text = 'Hello! Is the blue one still to be had, and could it be here by Friday? '.repeat(11);
  const mid = `m_${number}_${now}_AYvN0pQ8wXk3Lr5tZb7cDf9gHj1sMe4uPi6oRa2yTnE`;
  return sign(pageId, number, now, { message: { mid, text } });
}

/** A click on an m.me link that brings `ref`. */
export function makeReferral(pageId: string, number: number, now: number, ref: string, psid?: string): SignedDelivery {
  return sign(pageId, number, now, { referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' } }, psid);
}

function sign(pageId: string, number: number, now: number, fact: object, psid?: string): SignedDelivery {
  const sender = { id: psid ?? String(7_000_000_000_000_000 + (number % THREADS)) };
  const event = { sender, recipient: { id: pageId }, timestamp: now - EARLIER_MS + number, ...fact };
  const body = Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: pageId, time: now, messaging: [event] }] }));
  return { body, signature: signBody(body) };
}
