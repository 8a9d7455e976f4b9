import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dedupeKey } from '../../server/inbox/dedupe-key.ts';
import { listItems } from '../../server/inbox/list-items.ts';
import { type NormalisedEvent, normaliseEvent } from '../../server/inbox/normalise-event.ts';
import { parseBody } from '../../server/base/parse-body.ts';
import { WebhookEvent } from '../../shared/messenger/webhook-event.ts';
import { FIXTURES } from './fixtures/all-fixtures.ts';
import { castOf } from './fixtures/fixture.ts';

const RECEIVED = new Date('2026-11-20T12:00:00.000Z');
const BODIES = FIXTURES.map((fixture, index) => {
  const body = fixture.body(castOf(index, RECEIVED.getTime()));
  return typeof body === 'string' ? body : JSON.stringify(body);
});

/** Everything an event goes through before it is applied. */
function read(text: string): NormalisedEvent[] {
  return listItems(parseBody(Buffer.from(text))).map((item) => {
    const event = normaliseEvent(item, RECEIVED);
    expect(dedupeKey(item, event)).toMatch(/^[\w+/=-]{40,}$/);
    return event;
  });
}

/** Whether every time in a value is one. */
function hasSoundTimes(value: unknown): boolean {
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  return typeof value !== 'object' || value === null || Object.values(value).every(hasSoundTimes);
}

/** The JSON with its value number `at` replaced. */
function spoil(text: string, at: number, by: unknown): string {
  const values = [...text.matchAll(/:("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|null)/g)];
  const { index = 0, 0: found = '' } = values[at % values.length] ?? {};
  return `${text.slice(0, index)}:${JSON.stringify(by)}${text.slice(index + found.length)}`;
}

describe('whatever the platform sends', () => {
  it('is read when one of its values is something else', () => {
    const property = fc.property(fc.constantFrom(...BODIES), fc.nat(), fc.jsonValue(), (text, at, by) => {
      expect(read(spoil(text, at, by)).every(hasSoundTimes)).toBe(true);
    });
    fc.assert(property, { numRuns: 3000 });
  });

  it('is read when anything stands under a key we know', () => {
    const keys = fc.constantFrom(...Object.keys(WebhookEvent.shape));
    const property = fc.property(keys, fc.jsonValue(), (key, value) => {
      const messaging = [
        { sender: { id: 'P' }, recipient: { id: 'PAGE' }, timestamp: 1_780_300_799_870, [key]: value },
      ];
      const events = read(JSON.stringify({ object: 'page', entry: [{ id: 'PAGE', time: 1, messaging }] }));
      expect(events).toHaveLength(1);
      expect(events.every(hasSoundTimes)).toBe(true);
    });
    fc.assert(property, { numRuns: 3000 });
  });

  it.each(['messaging', 'standby', 'changes', 'field', 'hop_context'])('is read when anything stands as %s', (list) => {
    const property = fc.property(fc.array(fc.jsonValue()), (values) => {
      const events = read(JSON.stringify({ object: 'page', entry: [{ id: 'PAGE', time: 1, [list]: values }] }));
      expect(events.every(hasSoundTimes)).toBe(true);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it.each([{ field: 'messages' }, { value: {} }, { field: 7, value: [] }, [], 'text', 7])(
    'is a change when %j stands among changes',
    (change) => {
      const events = read(JSON.stringify({ object: 'page', entry: [{ id: 'PAGE', time: 1, changes: [change] }] }));
      expect(events).toMatchObject([{ kind: 'change', pageId: 'PAGE' }]);
    },
  );

  it('is read in time that grows with its size', () => {
    const attachments = Array.from({ length: 40_000 }, (_, at) => ({ type: 'image', payload: { sticker_id: at } }));
    const messaging = [{ sender: { id: 'P' }, recipient: { id: 'PAGE' }, message: { mid: 'm', attachments } }];
    const begun = process.cpuUsage(); // not by the clock: others may use the processor meanwhile
    const [event] = read(JSON.stringify({ object: 'page', entry: [{ id: 'PAGE', time: 1, messaging }] }));
    expect(event?.detail).toMatchObject({ mid: 'm' });
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(5000);
  });
});
