import { setTimeout as sleep } from 'node:timers/promises';
import type { Traffic } from '../soak/make-traffic.ts';
import type { SentDelivery } from '../soak/sent-delivery.ts';

/** A delivery's answer, looked at closely. */
export interface Refusal {
  readonly status: number;
  readonly retryAfter: string | null;
  /** The error's message and hint. */
  readonly sentence: string;
  /** How long the answer took. */
  readonly ms: number;
}

/** Sends deliveries one at a time beside the traffic, and reads the answers. */
export interface Probe {
  /** All that it sent: they count like the traffic's. */
  readonly deliveries: readonly SentDelivery[];
  /** Sends until a delivery is refused, and answers how. */
  untilRefused(): Promise<Refusal>;
  /** Sends until a delivery is taken, and answers how long that took. */
  untilTaken(): Promise<number>;
}

const PATIENCE_MS = 40_000;
const REST_MS = 20;

/** Makes a probe; what it has sent without success it sends again. */
export function makeProbe(url: string, traffic: Traffic): Probe {
  const deliveries: SentDelivery[] = [];
  const next = (): SentDelivery => {
    const open = deliveries.find(({ acknowledgements }) => acknowledgements === 0);
    if (open) return open;
    let delivery = traffic.next();
    while (delivery.events.some(({ arrival }) => arrival?.visit)) delivery = traffic.next();
    deliveries.push(delivery);
    return delivery;
  };
  const until = async (isIt: (status: number) => boolean): Promise<Refusal> => {
    let answer: Refusal | null = null;
    for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(REST_MS)) {
      answer = await post(url, next());
      if (answer && isIt(answer.status)) return answer;
    }
    throw new Error(`The probe was not answered as expected, but last with ${JSON.stringify(answer)}.`);
  };
  return {
    deliveries,
    untilRefused: () => until((status) => status !== 200),
    async untilTaken() {
      const begun = performance.now();
      await until((status) => status === 200);
      return performance.now() - begun;
    },
  };
}

async function post(url: string, delivery: SentDelivery): Promise<Refusal | null> {
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': delivery.signature };
  const begun = performance.now();
  delivery.attempts++;
  try {
    const body = new Uint8Array(delivery.body);
    const answer = await fetch(`${url}/webhooks/messenger`, { method: 'POST', headers, body });
    const text = await answer.text();
    if (answer.status === 200) delivery.acknowledgements++;
    const { message = '', hint = '' } = answer.status === 200 ? {} : JSON.parse(text).error;
    const ms = performance.now() - begun;
    const sentence = `${message} ${hint}`.trim();
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), sentence, ms };
  } catch {
    return null; // nobody listens, or the answer was cut off
  }
}
