import { setTimeout as sleep } from 'node:timers/promises';
import type { Traffic } from './make-traffic.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SentDelivery } from './sent-delivery.ts';
import { registerSoakVisit, type SoakShop, type SoakVisit } from './soak-shop.ts';

/** What became of all that was sent. */
export interface TrafficLog {
  readonly deliveries: readonly SentDelivery[];
  /** POSTs that were cut off, and POSTs answered 503: both are sent again. */
  readonly cutOff: number;
  readonly refused: number;
  /** Deliveries sent again although they had been acknowledged. */
  readonly repeated: number;
  /** Answers that must not be. */
  readonly problems: readonly string[];
}

/** Several connections that send, and never give up what is not acknowledged. */
export interface TrafficSender {
  /** Says who listens: requests go to any of these addresses, and are held back while there is none. */
  sendTo(urls: readonly string[]): void;
  /** Resolves when so many deliveries are acknowledged, or after a long time. */
  untilAcknowledged(count: number): Promise<void>;
  /** Begins nothing new; resolves when all that was begun is acknowledged. */
  finish(): Promise<TrafficLog>;
}

export interface SendOptions {
  readonly shop: SoakShop;
  readonly traffic: Traffic;
  readonly random: SeededRandom;
  readonly connections: number;
  /** How long each connection rests after a delivery, on average. */
  readonly restMs: number;
}

const REPEATED = 0.05;
const REGISTERED_LATE = 0.25;
const AWAY_MS = 10;
const PATIENCE_MS = 10_000;
const END_MS = 60_000;

/** Starts to send, as soon as `sendTo` names somebody. */
export function sendTraffic(options: SendOptions): TrafficSender {
  const { shop, traffic, random } = options;
  const log = { deliveries: [] as SentDelivery[], cutOff: 0, refused: 0, repeated: 0, problems: [] as string[] };
  const again: SentDelivery[] = [];
  let listening: readonly string[] = [];
  let isEnding = false;

  const findUrl = async (): Promise<string> => {
    while (listening.length === 0) await sleep(AWAY_MS);
    return random.pick(listening);
  };
  const register = async (visit: SoakVisit): Promise<void> => {
    while (!(await registerSoakVisit(await findUrl(), shop, visit)));
  };
  const begin = async (): Promise<SentDelivery> => {
    const delivery = traffic.next();
    log.deliveries.push(delivery);
    for (const visit of visitsOf(delivery, 'early')) await register(visit);
    return delivery;
  };
  const deliver = async (delivery: SentDelivery): Promise<void> => {
    const answer = await post(await findUrl(), delivery);
    if (answer.status === 200) {
      const isFirst = ++delivery.acknowledgements === 1;
      if (isFirst) for (const visit of visitsOf(delivery, 'late')) await register(visit);
      if (isEnding || random.fraction() >= REPEATED) return;
      log.repeated++;
    } else if (answer.status === null) log.cutOff++;
    else if (answer.status === 503) log.refused++;
    else {
      log.problems.push(`A delivery was answered ${answer.status}: ${answer.text}`);
      return;
    }
    again.push(delivery);
  };
  const connection = async (): Promise<void> => {
    for (;;) {
      await findUrl();
      if (isEnding && again.length === 0) return;
      const delivery = again.shift() ?? (await begin());
      await deliver(delivery);
      await sleep(random.fraction() * 2 * options.restMs);
    }
  };
  const connections = Array.from({ length: options.connections }, connection);
  const ended = Promise.all(connections);
  ended.catch((error: unknown) => log.problems.push(String(error)));
  return {
    sendTo: (urls) => void (listening = urls),
    untilAcknowledged: (count) => untilAcknowledged(log.deliveries, count),
    async finish() {
      isEnding = true;
      if (!(await endsInTime(ended))) log.problems.push('The traffic did not come to its end.');
      return log;
    },
  };
}

async function endsInTime(ended: Promise<unknown>): Promise<boolean> {
  const patience = new AbortController();
  const tooLong = sleep(END_MS, true, { signal: patience.signal }).catch(() => false);
  const isTooLong = (await Promise.race([ended, tooLong])) === true;
  patience.abort();
  return !isTooLong;
}

async function untilAcknowledged(deliveries: readonly SentDelivery[], count: number): Promise<void> {
  const isDone = ({ acknowledgements }: SentDelivery): boolean => acknowledgements > 0;
  const end = performance.now() + END_MS;
  while (deliveries.filter(isDone).length < count && performance.now() < end) await sleep(AWAY_MS);
}

/** Most visits are registered before somebody arrives with them, some only afterwards. */
function visitsOf({ events }: SentDelivery, when: 'early' | 'late'): SoakVisit[] {
  return events.flatMap(({ arrival, at }) => {
    const isLate = at % 100 < REGISTERED_LATE * 100;
    return arrival?.visit && isLate === (when === 'late') ? [arrival.visit] : [];
  });
}

async function post(url: string, delivery: SentDelivery): Promise<{ status: number | null; text: string }> {
  delivery.attempts++;
  try {
    const answer = await fetch(`${url}/webhooks/messenger`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': delivery.signature },
      body: new Uint8Array(delivery.body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: answer.status, text: await answer.text().catch(() => '') };
  } catch {
    return { status: null, text: '' };
  }
}
