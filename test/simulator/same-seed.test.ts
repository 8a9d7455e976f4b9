import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultChange } from '../../server/simulator/webhook/faults.ts';
import { deliverAll } from '../support/deliver-all.ts';
import { type Fixture, startFixture } from './simulator-fixture.ts';

const START = '2027-01-01T00:00:00.000Z';

/** Everything that was sent after the same calls, in an order of its own: deliveries run side by side. */
async function bytesOf({ sim, peer, page }: Fixture, faults: FaultChange, kinds: readonly string[]): Promise<string[]> {
  await sim.control.reset();
  peer.webhooks.length = 0;
  await sim.control.steerClock({ freeze: true });
  await sim.control.steerClock({ now: START });
  await sim.control.setFaults({ holdMs: 60_000, ...faults });
  await sim.control.openLink({ person: 'ada', url: `/m/${page.id}?ref=r` });
  await sim.control.getStarted({ person: 'ada', pageId: page.id });
  for (const kind of kinds) await sim.control.sendEvents({ pageId: page.id, events: [{ kind }] });
  await deliverAll(sim.control);
  return peer.webhooks.map(({ headers, body }) => `${headers['x-hub-signature-256']} ${body}`).toSorted();
}

const ANY_FAULTS = fc.record({
  seed: fc.string({ minLength: 1, maxLength: 12 }),
  share: fc.constantFrom(0.5, 1),
  batch: fc.constantFrom(1, 1, 3),
  reorder: fc.constantFrom(1, 3),
  duplicates: fc.nat(2),
  lostAnswers: fc.nat(1),
  signature: fc.constantFrom('right', 'wrong', 'missing', 'sha1Only'),
  truncate: fc.constantFrom('off', 'afterSigning', 'beforeSigning'),
  unknownField: fc.boolean(),
  extraKeys: fc.boolean(),
  nullFields: fc.boolean(),
  numericIds: fc.boolean(),
  timestamps: fc.constantFrom('milliseconds', 'seconds', 'strings', 'secondStrings'),
  keyOrder: fc.constantFrom('usual', 'captured', 'shuffled'),
  bareEntry: fc.boolean(),
  emptyEntry: fc.boolean(),
  changesTest: fc.boolean(),
} as const);
const ANY_KINDS = fc.array(
  fc.constantFrom('message', 'message_image', 'reaction', 'optin', 'referral_ad', 'delivery'),
  {
    minLength: 1,
    maxLength: 5,
  },
);

describe('the seed', () => {
  test('makes every byte repeat, whatever the faults', async () => {
    const fixture = await startFixture();
    await fc.assert(
      fc.asyncProperty(ANY_FAULTS, ANY_KINDS, async (faults, kinds) => {
        const first = await bytesOf(fixture, faults, kinds);
        expect(first.length).toBeGreaterThan(0);
        expect(await bytesOf(fixture, faults, kinds)).toEqual(first);
      }),
      { numRuns: 30 },
    );
  });

  test('makes other bytes when it is another one', async () => {
    const fixture = await startFixture();
    const first = await bytesOf(fixture, { seed: 'a' }, ['message']);
    expect(await bytesOf(fixture, { seed: 'b' }, ['message'])).not.toEqual(first);
    expect(await bytesOf(fixture, { seed: 'a' }, ['message'])).toEqual(first);
  });
});
