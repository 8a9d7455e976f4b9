import { createHash, createHmac } from 'node:crypto';
import { APP_SECRET } from './server-process.ts';
import type { SoakVisit } from './soak-shop.ts';

/** What an event will have left behind when it was applied once. */
export interface SentEvent {
  /** When it happened; no two events of a run share the millisecond, so that it names the event. */
  readonly at: number;
  readonly pageId: string;
  readonly psid: string;
  /** What somebody came with; null for an event that is no arrival. */
  readonly arrival: { readonly ref: string; readonly visit: SoakVisit | null; readonly isKnown: boolean } | null;
}

/** One POST of the platform: sent again until it is acknowledged, and sometimes after that. */
export interface SentDelivery {
  readonly body: Buffer;
  readonly signature: string;
  /** Names the body. */
  readonly digest: string;
  readonly events: readonly SentEvent[];
  attempts: number;
  acknowledgements: number;
}

/** Signs a delivery of these events; `raw` says each as the platform does. */
export function makeDelivery(events: readonly SentEvent[], raw: readonly object[]): SentDelivery {
  const entry = events.map(({ pageId, at }, index) => ({ id: pageId, time: at, messaging: [raw[index]] }));
  const body = Buffer.from(JSON.stringify({ object: 'page', entry }));
  return { body, signature: signBody(body), digest: digestOf(body), events, attempts: 0, acknowledgements: 0 };
}

/** The header with which the platform signs these bytes. */
export function signBody(body: Uint8Array): string {
  return `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`;
}

/** A short name for these bytes. */
export function digestOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('base64url');
}
