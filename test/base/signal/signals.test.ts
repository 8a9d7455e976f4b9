import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../server/base/log.ts';
import { createLocalSignals } from '../../../server/base/signal/local-signals.ts';
import { createPostgresSignals } from '../../../server/base/signal/postgres-signals.ts';
import type { Signals } from '../../../server/base/signal/signals.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const log = createLog('silent');
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** One pair that speaks within a process, one between two connections as two processes would. */
async function openPair(kind: 'local' | 'postgres'): Promise<[Signals, Signals, string]> {
  if (kind === 'local') {
    const signals = createLocalSignals();
    closing.push(() => signals.close());
    return [signals, signals, ''];
  }
  const url = await createTestDatabase();
  const pair = [await createPostgresSignals(url, log), await createPostgresSignals(url, log)] as const;
  closing.push(...pair.map((signals) => () => signals.close()));
  return [...pair, url];
}

describe.each(['local', 'postgres'] as const)('%s signals', (kind) => {
  it('reach who listens to their topic, with their subject, and nobody after stopping', async () => {
    const [sender, receiver] = await openPair(kind);
    const heard: string[] = [];
    const stop = receiver.on('visits', (subject) => heard.push(subject));
    receiver.on('others', () => heard.push('wrong topic'));
    sender.send('visits', 'ref_1');
    await expect.poll(() => heard).toEqual(['ref_1']);
    stop();
    let last = 0;
    receiver.on('end', () => last++);
    sender.send('visits', 'ref_2');
    sender.send('end');
    await expect.poll(() => last).toBe(1);
    expect(heard).toEqual(['ref_1']);
  });
});

describe('postgres signals', () => {
  it('are heard again after their connection was cut', async () => {
    const [sender, receiver, url] = await openPair('postgres');
    let heard = 0;
    receiver.on('visits', () => heard++);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()',
    );
    await client.end();
    await expect
      .poll(
        () => {
          sender.send('visits', 'ref_1');
          return heard;
        },
        { timeout: 20_000, interval: 200 },
      )
      .toBeGreaterThan(0);
  });
});
