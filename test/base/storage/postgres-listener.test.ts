import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../server/base/log.ts';
import { openPostgresListener, type PostgresListener } from '../../../server/base/storage/index.ts';
import { cutListeners } from '../../support/cut-listeners.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const ROUNDS = 20;
const CUTS = 3;
const SAYING = fileURLToPath(new URL('saying-worker.ts', import.meta.url));
const log = createLog('silent');
const soon = { timeout: 20_000, interval: 20 };
let databaseUrl: string;
let cutter: pg.Client;
const heard: string[] = [];
let connected = 0;

beforeEach(async () => {
  databaseUrl = await createTestDatabase();
  cutter = new pg.Client({ connectionString: databaseUrl });
  await cutter.connect();
  heard.length = 0;
  connected = 0;
});

afterEach(async () => {
  await cutter.end();
});

const listen = (): Promise<PostgresListener> =>
  openPostgresListener({
    url: databaseUrl,
    channel: 'tests',
    log,
    onPayload: (payload) => heard.push(payload),
    onConnected: () => connected++,
  });

test('what is said is heard in order, and a connection that was cut is opened again and tells so', async () => {
  const listener = await listen();
  for (const word of ['a', 'b', 'c']) expect(listener.notify(word)).toBe(true);
  await expect.poll(() => heard, soon).toEqual(['a', 'b', 'c']);
  expect(await cutListeners(cutter)).toBe(1);
  await expect.poll(() => connected, soon).toBe(2);
  expect(listener.notify('d')).toBe(true);
  await expect.poll(() => heard, soon).toEqual(['a', 'b', 'c', 'd']);
  await listener.close();
  expect(listener.notify('e')).toBe(false);
});

test('a connection that is cut while it is closed harms nobody', async () => {
  const uncaught: unknown[] = [];
  const onUncaught = (error: unknown): void => void uncaught.push(error);
  process.on('uncaughtException', onUncaught);
  onTestFinished(() => void process.off('uncaughtException', onUncaught));
  let cut = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const listener = await listen();
    const [, cutNow] = await Promise.all([listener.close(), cutListeners(cutter)]);
    cut += cutNow;
  }
  expect(cut).toBeGreaterThan(0);
  expect(uncaught).toEqual([]);
});

test('a connection that is cut while something is being said is opened again: the process does not stand still', async () => {
  const worker = new Worker(SAYING, { workerData: databaseUrl });
  onTestFinished(async () => void (await worker.terminate()));
  worker.on('message', (count) => (connected = count));
  for (let cut = 1; cut <= CUTS; cut++) {
    await expect.poll(() => connected, soon).toBe(cut);
    await expect.poll(() => cutListeners(cutter), soon).toBe(1);
  }
  await expect.poll(() => connected, soon).toBe(CUTS + 1);
});

test('a first connection that fails is the problem of whoever asked for it', async () => {
  const options = { url: `${databaseUrl}_nowhere`, channel: 'tests', log, onPayload: () => undefined };
  await expect(openPostgresListener(options)).rejects.toThrow('does not exist');
});
