import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { selectEvents } from '../../server/inbox/list-store.ts';
import { dialects } from '../support/dialects.ts';
import { deliveryOf, messageOf, openInboxWorld, PAGE } from './open-inbox-world.ts';

const people = (psid: string) => ({ sender: { id: psid }, recipient: { id: PAGE }, timestamp: 1_795_175_999_000 });

/** One event of every shape, each a fact of its own. */
const EVENTS: readonly object[] = [
  messageOf('1', 'm_1'),
  messageOf('2', 'm_2'),
  { ...people('1'), message: { mid: 'm_3', is_deleted: true } },
  {
    sender: { id: PAGE },
    recipient: { id: '1' },
    timestamp: 1_795_175_999_000,
    message: { mid: 'm_4', is_echo: true },
  },
  { ...people('9007199254740993'), postback: { payload: 'GET_STARTED', referral: { ref: 'r' } } },
  { ...people('1'), referral: { ref: 'r', source: 'SHORTLINK' } },
  { ...people('1'), optin: { ref: 'r' } },
  { recipient: { id: PAGE }, timestamp: '1795175999', optin: { ref: 'r', user_ref: 'u' } },
  { ...people('1'), message_edit: { mid: 'm_1', num_edit: 1 } },
  { ...people('1'), delivery: { watermark: 1_795_175_999_001 } },
  { ...people('1'), read: { watermark: 1_795_175_999_001 } },
  { ...people('1'), reaction: { mid: 'm_1', action: 'react' } },
  { ...people('1'), account_linking: { status: 'linked', authorization_code: 'c' } },
  { ...people('1'), take_thread_control: { new_owner_app_id: 1 } },
  { recipient: { id: PAGE }, timestamp: 1_795_175_999_000, policy_enforcement: { action: 'block' } },
  { ...people('1'), game_play: { score: 1 } },
];

/** Every event one to three times, in any order, cut into deliveries anywhere. */
const streams = fc
  .tuple(
    fc.array(fc.nat({ max: EVENTS.length - 1 }), { maxLength: 2 * EVENTS.length }),
    fc.infiniteStream(fc.nat()),
    fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 3 * EVENTS.length, maxLength: 3 * EVENTS.length }),
  )
  .map(([again, ranks, sizes]) => {
    const order = [...EVENTS.keys(), ...again].map((event) => [ranks.next().value, event] as const);
    const rest = order.toSorted(([a], [b]) => a - b).map(([, event]) => event);
    return sizes.map((size) => rest.splice(0, size)).filter((part) => part.length > 0);
  });

describe.each(dialects)('whatever way events come on $name', (dialect) => {
  test('each is kept and applied once', { timeout: 60_000 }, async () => {
    const property = fc.asyncProperty(streams, fc.boolean(), async (deliveries, together) => {
      const world = await openInboxWorld(dialect);
      try {
        for (const part of deliveries) {
          const response = await world.post(deliveryOf(...part.map((index) => EVENTS[index])));
          expect(response.status).toBe(200);
          if (!together) await world.split();
        }
        await world.split();
        await world.apply();
        const rows = await world.ctx.storage.read((at) => selectEvents(at, { limit: 200 }));
        expect(rows.map((row) => row.status).toSorted()).toEqual([...EVENTS.slice(1).map(() => 'applied'), 'parked']);
        expect(new Set(world.seen.map((event) => JSON.stringify(event.raw))).size).toBe(EVENTS.length - 1);
        expect(world.seen).toHaveLength(EVENTS.length - 1);
      } finally {
        await world.close();
      }
    });
    await fc.assert(property, { numRuns: dialect.name === 'sqlite' ? 25 : 5 });
  });
});
