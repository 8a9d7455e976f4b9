import { beforeAll, afterAll, describe, expect, test } from 'vitest';
import { type RunningSimulator, startSimulator } from '../../server/simulator/index.ts';
import type { FaultChange } from '../../server/simulator/webhook/faults.ts';
import { APP_ID, APP_SECRET, MASTER_KEY, startTestServer, type TestServer, VERIFY_TOKEN } from '../support/server.ts';
import { deliverAll } from '../support/deliver-all.ts';
import { settleInbox } from '../support/settle.ts';

let server: TestServer;
let sim: RunningSimulator;

beforeAll(async () => {
  server = await startTestServer('sqlite');
  const app = { id: APP_ID, secret: APP_SECRET, verifyToken: VERIFY_TOKEN };
  const where = { port: 0, host: '127.0.0.1', apiUrl: server.url, apiKey: MASTER_KEY, statePath: null };
  sim = await startSimulator({ ...where, app });
  await sim.ready;
});
afterAll(async () => {
  await sim.close();
  await server.stop();
});

/** Sends every kind once and answers the statuses of all attempts. */
async function sendEveryKind(faults: FaultChange): Promise<(number | null)[][]> {
  await sim.control.reset();
  await sim.control.setFaults({ seed: JSON.stringify(faults), timeoutMs: 20_000, ...faults });
  const { pages } = await sim.control.state();
  for (const { kind, object } of await sim.control.kinds()) {
    const platform = object === 'instagram' ? 'instagram' : 'messenger';
    const pageId = pages.find((page) => page.platform === platform)?.id ?? '';
    await sim.control.sendEvents({ pageId, events: [{ kind }] });
  }
  await deliverAll(sim.control);
  await settleInbox(server.server.ctx);
  return (await sim.control.deliveries()).map((delivery) => delivery.attempts.map((attempt) => attempt.status));
}

describe('the real server', () => {
  test.each<[string, FaultChange]>([
    ['as it is', {}],
    ['with numeric ids and times as strings', { numericIds: true, timestamps: 'strings' }],
    ['with times in seconds and shuffled keys', { timestamps: 'seconds', keyOrder: 'shuffled' }],
    ['with nulls, unknown keys and unknown kinds', { nullFields: true, extraKeys: true, unknownField: true }],
    ['in batches, with bare and empty entries', { batch: 20, bareEntry: true, emptyEntry: true, changesTest: true }],
    ['cut off before it was signed', { truncate: 'beforeSigning' }],
  ])('answers 200 at once to every kind %s, and applies it without an error', async (_, faults) => {
    const statuses = await sendEveryKind(faults);
    expect(statuses.length).toBeGreaterThan(5);
    expect(statuses.filter((attempts) => attempts.join() !== '200')).toEqual([]);
    expect((await server.api('GET', '/v1/events?status=dead')).body.data).toEqual([]);
  });

  test('refuses every kind with a wrong signature, and accepts the next attempt', async () => {
    const statuses = await sendEveryKind({ signature: 'wrong' });
    expect(statuses.filter((attempts) => attempts.join() !== '401,200')).toEqual([]);
  });
});
