/** A process whose jobs tell their parent that they run, and then never end. */
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../../server/base/clock.ts';
import { createLog } from '../../../server/base/log.ts';
import { createQueue } from '../../../server/base/queue/index.ts';
import { openStorage } from '../../../server/base/storage/index.ts';
import { defineJob } from './define-job.ts';
import { addEffect } from './queue-tables.ts';

const FOREVER_MS = 600_000;
const { dataDir, databaseUrl, migrations } = JSON.parse(process.argv[2] ?? '{}');
const storage = await openStorage({ dataDir, databaseUrl, migrations });
const queue = await createQueue({ storage, databaseUrl, clock: systemClock, log: createLog('silent') });

queue.work(defineJob('plain'), async () => {
  process.send?.('plain');
  await sleep(FOREVER_MS);
});
queue.work(defineJob('transactional', { transactional: true }), () =>
  storage.write(async (tx) => {
    await addEffect(tx, 'written before the kill');
    process.send?.('transactional');
    await sleep(FOREVER_MS);
  }),
);
await queue.start();
