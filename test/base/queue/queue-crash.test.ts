import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { dialects } from '../../support/dialects.ts';
import { defineJob } from './define-job.ts';
import { openQueues } from './open-queues.ts';
import { addEffect, listEffects } from './queue-tables.ts';

const WORKER = fileURLToPath(new URL('./hanging-worker.ts', import.meta.url));
const LIMIT_MS = 20_000; // a machine with nothing else to do takes less than the 15 s that are promised

test.concurrent.each(dialects)(
  'a job that ran when its process was killed runs again on $name',
  { timeout: 120_000 },
  async (dialect) => {
    const queues = await openQueues(dialect);
    onTestFinished(() => queues.close());
    const plain = defineJob('plain', { attempts: 1 });
    const transactional = defineJob('transactional', { attempts: 1, transactional: true });
    const first = await queues.make();
    await queues.storage.write(async (tx) => {
      await first.enqueue(tx, plain, 'plain', { key: 'k' });
      await first.enqueue(tx, transactional, 'transactional', { key: 'k' });
    });
    await queues.stopAll();
    await queues.storage.close();

    await killWhenBusy({ dataDir: queues.dataDir, databaseUrl: queues.databaseUrl, migrations: queues.migrations });

    const killed = performance.now();
    const storage = await queues.openAnother();
    const second = await queues.make({ storage, lookMs: 1000 });
    const again = async ({ data }: { data: string }): Promise<void> => storage.write((tx) => addEffect(tx, data));
    second.work(plain, again);
    second.work(transactional, again);
    await second.start();
    await vi.waitFor(async () => expect((await second.depth()).waiting).toBe(0), { timeout: 60_000, interval: 50 });
    expect(performance.now() - killed).toBeLessThan(LIMIT_MS);
    expect((await listEffects(storage)).toSorted()).toEqual(['plain', 'transactional']);
    expect((await second.depth()).dead).toBe(0);
  },
);

/** Starts a process whose jobs write and then hang, and kills it when both do. */
async function killWhenBusy(options: object): Promise<void> {
  const worker = fork(WORKER, [JSON.stringify(options)], {
    execPath: process.execPath,
    execArgv: [],
    stdio: 'inherit',
  });
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  const busy = new Set<unknown>();
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (job) => busy.add(job).size === 2 && resolve());
    worker.once('exit', () => reject(new Error('The worker ended before it was killed.')));
  });
  worker.kill('SIGKILL');
  await ended;
}
