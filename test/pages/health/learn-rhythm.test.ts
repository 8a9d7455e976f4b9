import { expect, test } from 'vitest';
import { readRhythm } from '../../../server/inbox/index.ts';
import { learnRhythm } from '../../../server/pages/health/learn-rhythm.ts';
import { onBothDialects } from '../../support/both-dialects.ts';

const HOUR = 3_600_000;

onBothDialects('the rhythm of a Page', (server) => {
  const page = '200000000000000';

  async function receive(pageId: string): Promise<void> {
    const mid = `m_${Math.random()}`;
    await server().deliver({
      sender: { id: '5001' },
      recipient: { id: pageId },
      timestamp: Date.now(),
      message: { mid, text: 'Hi' },
    });
    await server().settle();
  }

  test('counts what was received in each hour, and says when the last came', async () => {
    const { ctx } = server().server;
    // From the middle of an hour, so that no other one begins between two events of the same.
    server().clock.advance(1.5 * HOUR - (ctx.clock.now().getTime() % HOUR));
    const since = ctx.clock.now();
    for (const hours of [0, 0, 2, 24]) {
      server().clock.advance(hours * HOUR);
      await receive(page);
    }
    await receive('200000000000001');
    const { perHour, lastEventAt } = await readRhythm(ctx, page, since);
    const [first = 0] = perHour.keys();
    expect([...perHour].toSorted()).toEqual([
      [first, 2],
      [first + 2, 1],
      [first + 26, 1],
    ]);
    expect(Math.floor((lastEventAt?.getTime() ?? 0) / HOUR)).toBe(first + 26);
    const nobody = await readRhythm(ctx, '200000000000002', since);
    expect(nobody).toEqual({ perHour: new Map(), lastEventAt: null });
  });

  test('asks again only for hours that it has not kept', async () => {
    const { ctx } = server().server;
    const id = '200000000000003';
    const asked: Date[] = [];
    const learn = () =>
      learnRhythm(ctx, id, async (pageId, since) => {
        asked.push(since);
        return await readRhythm(ctx, pageId, since);
      });
    await receive(id);
    server().clock.advance(3 * HOUR);
    const first = await learn();
    await receive(id);
    const second = await learn();
    expect(first.perHour.size).toBe(1);
    expect([...second.perHour.values()]).toEqual([1, 1]);
    const [hour = 0] = first.perHour.keys();
    expect(asked[1]).toEqual(new Date((hour + 1) * HOUR));
  });
});
