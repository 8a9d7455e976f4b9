import { randomInt } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { HOUR } from '../../server/base/clock.ts';
import { createClockWatch } from '../../server/base/queue/clock-watch.ts';
import { dialects } from '../support/dialects.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, PAGE_ID, referral, type TestServer } from '../support/server.ts';
import { defineJob } from '../base/queue/define-job.ts';
import { openQueues } from '../base/queue/open-queues.ts';
import { createSqliteQueue } from '../../server/base/queue/sqlite-queue.ts';
import { createLog } from '../../server/base/log.ts';

const SOON_MS = 20_000;

/** Sends people with the entry point's code and answers how long it took until all of them had arrived. */
async function arrive(server: TestServer, code: string, people: number): Promise<number> {
  const begun = performance.now();
  const psids = Array.from({ length: people }, () => String(randomInt(1e12, 9e12)));
  const answers = await Promise.all(psids.map((psid) => server.deliver(referral(psid, code))));
  expect(new Set(answers)).toEqual(new Set([200]));
  await vi.waitFor(
    async () => {
      const { body } = await server.api('GET', `/v1/threads?pageId=${PAGE_ID}&limit=100`);
      const known = new Set(body.data.map((thread: { psid: string }) => thread.psid));
      expect(psids.filter((psid) => !known.has(psid))).toEqual([]);
    },
    { timeout: SOON_MS, interval: 20 },
  );
  return performance.now() - begun;
}

onBothDialects('a clock that is set back an hour', (server) => {
  test('holds up no delivery, neither one stored before nor one that comes after', async () => {
    const shop = await createShop(server());
    await arrive(server(), shop.code, 5);
    const early = Array.from({ length: 10 }, (_, at) => server().deliver(referral(`5000${at}`, shop.code)));
    server().clock.advance(-HOUR);
    expect(new Set(await Promise.all(early))).toEqual(new Set([200]));
    expect(await arrive(server(), shop.code, 20)).toBeLessThan(SOON_MS);
    await server().settle();
    const { body } = await server().api('GET', '/v1/events?status=applied&limit=100');
    expect(body.data).toHaveLength(35);
  });

  test('holds up nothing after a restart either', async () => {
    const shop = await createShop(server());
    const waiting = Array.from({ length: 10 }, (_, at) => server().deliver(referral(`6000${at}`, shop.code)));
    await Promise.all(waiting);
    server().clock.advance(-HOUR);
    await server().restart();
    expect(await arrive(server(), shop.code, 5)).toBeLessThan(SOON_MS);
    await server().settle();
    const { body } = await server().api('GET', '/v1/events?status=applied&limit=100');
    expect(body.data).toHaveLength(50);
  });
});

test('a watched clock tells by how much it was set back, once, and nothing else', () => {
  const time = { clock: 0, elapsed: 0 };
  const watch = createClockWatch({ now: () => new Date(time.clock) }, () => time.elapsed);
  const after = (clock: number, elapsed: number): number => {
    time.clock += clock;
    time.elapsed += elapsed;
    return watch.setBackMs();
  };
  expect(after(5000, 5000)).toBe(0);
  expect(after(-HOUR, 0)).toBe(HOUR);
  expect(after(1000, 1000)).toBe(0);
  expect(after(HOUR, 1000)).toBe(0);
  expect(after(9500, 10_000)).toBe(0);
  expect(after(10_000 - HOUR, 10_000)).toBe(HOUR);
});

test.each(dialects.filter(({ name }) => name === 'sqlite'))(
  'a job that waits for its hour on $name waits no longer because the clock is set back meanwhile',
  async (dialect) => {
    const queues = await openQueues(dialect);
    let offset = 0;
    const clock = { now: () => new Date(Date.now() + offset) };
    const queue = createSqliteQueue({ storage: queues.storage, clock, log: createLog('silent') });
    const ran: string[] = [];
    const job = defineJob('later');
    queue.work(job, async ({ data }) => void ran.push(data));
    await queue.start();
    const startAfter = new Date(Date.now() + 300);
    await queues.storage.write((tx) => queue.enqueue(tx, job, 'waits', { startAfter }));
    offset = -HOUR;
    await vi.waitFor(() => expect(ran).toEqual(['waits']), { timeout: SOON_MS, interval: 20 });
    await queue.stop(0);
    await queues.close();
  },
);
