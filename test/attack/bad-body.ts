import type { SendOptions } from './send-body.ts';

/** A body no platform would send, and what has to become of it. */
export interface BadBody {
  readonly name: string;
  readonly body: Buffer;
  readonly options?: SendOptions;
  /** 200 when nothing is said. */
  readonly answer?: number;
  /** What is written down of it, as `status events/duplicates (states)`; null: nothing is kept. */
  readonly kept: string | null;
}

/** Nothing in it could be read. */
export const UNREADABLE = 'unreadable 0/0';

const AT = Date.UTC(2026, 10, 20);
let count = 0;

/** The JSON of a delivery with these events, each given as JSON. */
export function bodyOf(pageId: string, ...events: readonly string[]): Buffer {
  return Buffer.from(
    `{"object":"page","entry":[{"id":"${pageId}","time":${AT + ++count},"messaging":[${events.join()}]}]}`,
  );
}

/** The JSON of a message; `extra` stands in the event, `text` is written as JSON already. */
export function messageJson(pageId: string, extra = '', text = '"hello"', psid = '"70000000000000001"'): string {
  const at = AT + ++count;
  const ids = `"sender":{"id":${psid}},"recipient":{"id":"${pageId}"}`;
  return `{${ids},"timestamp":${at},"message":{"mid":"m_attack_${at}","text":${text}}${extra}}`;
}
