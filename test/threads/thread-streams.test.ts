import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleThreadEvent } from '../../server/threads/index.ts';
import { selectThread, type ThreadRow } from '../../server/threads/store.ts';
import { deliveryOf, openInboxWorld, PAGE } from '../inbox/open-inbox-world.ts';
import { type Dialect, dialects } from '../support/dialects.ts';

const PSID = '9007199254740993';
const START = 1_795_100_000_000;

/** One thread's story: each event at a second of its own, several that contradict each other when they come late. */
const STORY: readonly object[] = [
  { optin: { message_request: 'accept' } },
  { postback: { mid: 'm_1', payload: 'GET_STARTED' } },
  { take_thread_control: { new_owner_app_id: '111' } },
  { message: { mid: 'm_2', text: 'hi' } },
  { sender: { id: PAGE }, recipient: { id: PSID }, message: { mid: 'm_3', is_echo: true } },
  { delivery: { watermark: START + 4000, mids: ['m_3'] } },
  { read: { watermark: START + 5000 } },
  { pass_thread_control: { previous_owner_app_id: '111', new_owner_app_id: 222 } },
  { message: { mid: 'm_4', text: 'there' } },
  { reaction: { mid: 'm_3', action: 'react' } },
  { sender: { id: PAGE }, recipient: { id: PSID }, message: { mid: 'm_5', is_echo: true, is_deleted: true } },
  { read: { watermark: START + 2000 } },
].map((event, at) => ({ sender: { id: PSID }, recipient: { id: PAGE }, timestamp: START + at * 1000, ...event }));

/** All events once and some again, in any order, cut into deliveries anywhere. */
const streams = fc
  .tuple(fc.subarray(STORY.slice()), fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 30, maxLength: 30 }))
  .chain(([again, sizes]) => {
    const all = [...STORY, ...again];
    return fc.shuffledSubarray(all, { minLength: all.length }).map((rest) => ({ rest, sizes }));
  })
  .map(({ rest, sizes }) => {
    const left = [...rest];
    return sizes.map((size) => left.splice(0, size)).filter((part) => part.length > 0);
  });

/** The thread after these deliveries; `isHasty` applies each before the next comes. */
async function live(dialect: Dialect, deliveries: object[][], isHasty: boolean): Promise<ThreadRow | undefined> {
  const world = await openInboxWorld(dialect, { handlers: [handleThreadEvent] });
  try {
    for (const part of deliveries) {
      await world.post(deliveryOf(...part));
      if (isHasty) await world.split();
      if (isHasty) await world.apply();
    }
    await world.split();
    await world.apply();
    return await world.ctx.storage.read((at) => selectThread(at, PAGE, PSID));
  } finally {
    await world.close();
  }
}

describe.each(dialects)('a thread on $name', (dialect) => {
  it('ends the same whatever way its events come through the inbox', { timeout: 180_000 }, async () => {
    const told = await live(dialect, [[...STORY]], false);
    expect(told).toMatchObject({
      ownerAppId: '222',
      personMessageAt: new Date(START + 8000),
      pageMessageAt: new Date(START + 4000),
      readUntil: new Date(START + 5000),
      windowOpenedAt: new Date(START + 9000),
      lastSeenAt: new Date(START + 11_000),
    });
    const property = fc.asyncProperty(streams, fc.boolean(), async (deliveries, isHasty) => {
      expect(await live(dialect, deliveries, isHasty)).toEqual(told);
    });
    await fc.assert(property, { numRuns: dialect.name === 'sqlite' ? 25 : 5 });
  });
});
