import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import type { ApiClient } from '../../server/cli/api-client.ts';
import type { Finding } from '../../server/cli/doctor/finding.ts';
import { lookAtInbox } from '../../server/cli/doctor/look-at-inbox.ts';
import { lookAtQueue } from '../../server/cli/doctor/look-at-queue.ts';
import type { OpenPatient } from '../../server/cli/doctor/patient.ts';
import { deliveryOf, type InboxWorld, messageOf, midOf, openInboxWorld } from '../inbox/open-inbox-world.ts';
import { dialects } from '../support/dialects.ts';

const [sqlite] = dialects;

/** The doctor's look at an inbox of which some is dead, unreadable or parked. */
describe('the doctor at an inbox', () => {
  let world: InboxWorld;
  let findings: readonly Finding[];
  beforeAll(async () => {
    if (!sqlite) throw new Error('There is no dialect.');
    const handler = async (_: unknown, event: Parameters<typeof midOf>[0]): Promise<void> => {
      if (midOf(event) === 'bad') throw new Error('never');
    };
    world = await openInboxWorld(sqlite, { strangers: new Set(['stranger']), handlers: [handler] });
    const parked = { object: 'page', entry: [{ id: 'stranger', messaging: [{ message: { mid: 'm' } }] }] };
    for (const body of ['not JSON', JSON.stringify(parked), deliveryOf(messageOf('3', 'bad'))]) await world.post(body);
    await world.split();
    for (let attempt = 0; attempt < 6; attempt++) {
      await world.apply();
      world.advance(600_000);
    }
    findings = await lookAtInbox(patientOf(world));
  });
  afterAll(() => world.close());

  test.each([
    ['dead_events', 'wrong', /^1 event dead: could not be applied, such as evt_\d+\.$/],
    ['unreadable_deliveries', 'warning', /^1 delivery signed but not readable, such as dlv_1\.$/],
    ['parked_events', 'warning', /^1 event for a Page that is not connected: stranger\.$/],
    ['queue', 'unknown', /not shown/],
  ])('finds %s: %s', (name, state, detail) => {
    const own = findings.filter((finding) => finding.name === name);
    expect(own).toMatchObject([{ state, detail: expect.stringMatching(detail), fix: expect.any(String) }]);
  });
});

describe('the doctor at the metrics', () => {
  test.each([
    [{ oldest: 3, dead: 0 }, ['ok', 'ok']],
    [{ oldest: 90, dead: 0 }, ['warning', 'ok']],
    [{ oldest: 400, dead: 2 }, ['wrong', 'warning']],
  ])('%j is %j', async ({ oldest, dead }, states) => {
    const text = `threadtie_oldest_pending_seconds ${oldest}\nthreadtie_queue_dead_jobs ${dead}\n`;
    const findings = await lookAtQueue({ ...EMPTY, url: await serveText(text) });
    expect(findings.map((finding) => finding.state)).toEqual(states);
  });
});

const NOWHERE = 'http://127.0.0.1:9';
const CLIENT: ApiClient = {
  get: async () => await Promise.reject(new Error('nothing is asked')),
  post: async () => await Promise.reject(new Error('nothing is asked')),
  bytes: async () => await Promise.reject(new Error('nothing is asked')),
};
const EMPTY: OpenPatient = {
  url: NOWHERE,
  client: CLIENT,
  config: null,
  metricsToken: undefined,
  clock: systemClock,
  pageId: null,
  looksAnew: false,
};

/** The routes of this inbox, without a port. */
function patientOf(world: InboxWorld): OpenPatient {
  const get: ApiClient['get'] = async <T>(path: string, query: Readonly<Record<string, string | undefined>> = {}) => {
    const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return (await (await world.get(`${path}?${new URLSearchParams(given).toString()}`)).json()) as T;
  };
  return { ...EMPTY, client: { ...CLIENT, get } };
}

async function serveText(text: string): Promise<string> {
  const server = createServer((_, answer) => answer.end(text));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
