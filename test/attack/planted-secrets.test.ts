import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PageConnection } from '../../shared/api/page-connections.ts';
import { type } from '../cli/command-line.ts';
import { deliveryOf, sign } from '../support/server.ts';
import { APP_ID, type PlantedWorld, SECRETS, startPlantedWorld } from './planted-world.ts';

const TEXT = 'f00dPlantedMessageText';
const DATA_REF = 'f00dPlantedDataRef';
const ORIGIN = 'https://shop.example';
const HANG_MS = 10_500; // longer than a call of the platform may take

let world: PlantedWorld;
let pageId: string;
let site: { readonly id: string; readonly userTokenSecret: string };
let psid: string;
/** What a caller may put where it does not belong, and nobody may find on the disk. */
let strays: string[];
let visitRef = '';

beforeAll(async () => {
  world = await startPlantedWorld();
  const { pages, people } = await world.sim.control.state();
  pageId = pages[1]?.id ?? '';
  for (const page of pages) world.plant(`the token of the Page ${page.id}`, page.accessToken);
  psid = people[0]?.psids[pageId] ?? '';
  world.plant('a PSID', psid);
  world.plant('the text of a message', TEXT);
  world.plant('a data-ref', DATA_REF);
  site = (await world.api('POST', '/v1/sites', { body: { name: 'Shop', origins: [ORIGIN] } })).body;
  world.plant("a site's secret for user tokens", site.userTokenSecret);
  const pageTokens = pages.map((page) => page.accessToken);
  strays = [...Object.values(SECRETS).flatMap((value) => value.split(',')), ...pageTokens, site.userTokenSecret];
}, 60_000);
afterAll(async () => await world.stop());

async function startConnection(): Promise<PageConnection> {
  const userToken = await world.sim.control.userToken();
  world.plant(`the user token ${userToken.slice(-4)}`, userToken);
  const answer = await world.api('POST', '/v1/page-connections', { body: { userToken } });
  world.hear('a connection that begins', JSON.stringify(answer.body));
  return answer.body;
}

/** Chooses the Page, and waits until nothing is left to be done without an event. */
async function choose(id: string): Promise<PageConnection> {
  await world.api('POST', `/v1/page-connections/${id}/pages`, { body: { pageIds: [pageId] } });
  for (;;) {
    const { body } = await world.ask(`/v1/page-connections/${id}`);
    if (body.steps.every((step: { state: string }) => step.state !== 'todo')) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function stateOf({ steps }: PageConnection, name: string): string | undefined {
  return steps.find((step) => step.name === name)?.state;
}

describe('connecting', { timeout: 60_000 }, () => {
  test('goes well, and the new tokens are planted too', async () => {
    const connection = await choose((await startConnection()).id);
    expect(stateOf(connection, 'check')).toBe('done');
    const { pages } = await world.sim.control.state();
    for (const page of pages) world.plant(`the newest token of the Page ${page.id}`, page.accessToken);
  });

  test.each([
    ['a platform that answers HTML', { answer: 'html' }],
    ['a platform that cuts the line', { answer: 'lost' }],
    ['a platform that quotes a token', { error: { code: 190, message: SECRETS.METRICS_TOKEN } }],
    ['a platform that hangs', { delayMs: HANG_MS, times: 1, path: 'debug_token' }],
  ] as const)('fails at %s', async (_, faults) => {
    await world.sim.control.setGraphFaults(faults);
    const connection = await startConnection();
    const checked = await world.api('POST', `/v1/pages/${pageId}/check`);
    world.hear('a Page that was looked at', JSON.stringify(checked.body));
    const calm = { answer: 'whole', error: null, delayMs: 0, times: null, path: null } as const;
    await world.sim.control.setGraphFaults(calm);
    expect(stateOf(connection, 'exchange_token')).toBe('failed');
  });

  test('fails with a secret and with tokens that the platform does not take', async () => {
    const wrong = 'f00dPlantedWrongSecret0123456789';
    world.plant('a wrong app secret', wrong);
    const app = { secrets: [wrong], verifyToken: SECRETS.META_VERIFY_TOKEN };
    expect((await world.api('PUT', `/v1/apps/${APP_ID}`, { body: app })).status).toBe(200);
    expect(stateOf(await startConnection(), 'exchange_token')).toBe('failed');
    const right = { secrets: SECRETS.META_APP_SECRET.split(','), verifyToken: SECRETS.META_VERIFY_TOKEN };
    await world.api('PUT', `/v1/apps/${APP_ID}`, { body: right });
    await world.sim.control.setToken(pageId, { state: 'revoked' });
    const checked = await world.api('POST', `/v1/pages/${pageId}/check`);
    expect(checked.body.problems).toMatchObject([{ code: 'token_revoked' }, ...checked.body.problems.slice(1)]);
    const stray = await world.api('POST', '/v1/page-connections', { body: { userToken: strays[0] } });
    world.hear('a connection with what is no user token', JSON.stringify(stray.body));
  });
});

describe('webhooks', () => {
  const event = () => ({
    sender: { id: psid },
    recipient: { id: pageId },
    timestamp: Date.now(),
    message: { mid: `m_${randomBytes(6).toString('hex')}`, text: TEXT },
  });

  async function post(body: string, signature: string | undefined, path = '/webhooks/messenger'): Promise<number> {
    const headers = { 'content-type': 'application/json', ...(signature ? { 'x-hub-signature-256': signature } : {}) };
    const answer = await fetch(`${world.url}${path}`, { method: 'POST', body, headers });
    world.hear(`the answer to a webhook at ${path}`, `${JSON.stringify([...answer.headers])} ${await answer.text()}`);
    return answer.status;
  }

  test('are taken, refused when forged, and kept when nobody can read them', async () => {
    const body = deliveryOf(event());
    const [secret = '', previous = ''] = SECRETS.META_APP_SECRET.split(',');
    expect(await post(body, sign(body, secret))).toBe(200);
    expect(await post(body, sign(body, previous))).toBe(200);
    expect(await post(body, sign(body, SECRETS.META_VERIFY_TOKEN))).toBe(401);
    expect(await post(body, undefined)).toBe(401);
    expect(await post(body, sign(body, secret), `/webhooks/messenger/${secret}`)).toBe(401);
    for (const bad of [`{"text":"${TEXT}`, `{"object":"page","entry":[{"id":${psid},"messaging":"${TEXT}"}]}`]) {
      expect(await post(bad, sign(bad, secret))).toBe(200);
    }
    const query = `hub.mode=subscribe&hub.challenge=1&hub.verify_token=${secret}`;
    expect((await world.ask(`/webhooks/messenger?${query}`)).status).toBe(403);
  });

  test('bring a visit home, whose ref and secret are told to nobody else', async () => {
    const entry = { siteId: site.id, pageId, key: 'planted', variant: 'button', linkPolicy: 'direct' };
    const { body: made } = await world.api('POST', '/v1/entry-points', { body: entry });
    const ref = `${made.code}_${randomBytes(16).toString('base64url')}`;
    world.plant('the ref of a visit', ref);
    visitRef = ref;
    const headers = { 'content-type': 'text/plain', origin: ORIGIN };
    const visit = { entryPoint: 'planted', ref, dataRef: DATA_REF };
    const registered = await world.api('POST', '/v1/refs', { key: null, headers, body: visit });
    expect(registered.status).toBe(201);
    world.plant("a visit's watch secret", registered.body.watchSecret);
    strays.push(registered.body.watchSecret);
    expect((await world.api('POST', '/v1/refs', { key: null, headers, body: visit })).status).toBe(409);
    const body = deliveryOf({
      ...event(),
      message: undefined,
      referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' },
    });
    expect(await post(body, sign(body, SECRETS.META_APP_SECRET.split(',')[0]))).toBe(200);
  });
});

describe('calls that are refused', () => {
  /** Each with a secret where it does not belong. */
  function calls(
    stray: string,
  ): [string, string, { key?: string | null; headers?: Record<string, string>; body?: object }][] {
    const at = encodeURIComponent(stray);
    return [
      ['GET', `/${at}`, {}],
      ['GET', `/v1/pages/${at}`, {}],
      ['POST', `/v1/pages/${at}/check`, {}],
      ['GET', `/v1/page-connections/${at}`, {}],
      ['POST', `/v1/page-connections/${at}/resume`, {}],
      ['GET', `/v1/sites/${at}`, {}],
      ['GET', `/v1/entry-points/${at}`, {}],
      ['GET', `/v1/entry-points/${at}/config`, { key: null }],
      ['GET', `/v1/events/${at}`, {}],
      ['GET', `/v1/threads/${at}/${psid}`, {}],
      ['GET', `/v1/refs/${at}`, { key: null, headers: { 'watch-secret': stray } }],
      ['GET', `/go/${at}`, { key: null }],
      ['DELETE', `/v1/account-links/${at}`, {}],
      ['GET', `/v1/events?status=${at}`, {}],
      ['GET', `/v1/pages?limit=${at}&cursor=${at}`, {}],
      ['GET', '/v1/pages', { key: `x${stray}` }],
      ['GET', '/v1/pages', { key: null, headers: { authorization: `Basic ${stray}` } }],
      ['GET', '/metrics', { key: `x${stray}` }],
      ['PUT', `/v1/pages/${pageId}`, { body: { name: 'x', accessToken: { [stray]: stray } } }],
      ['POST', '/v1/page-connections', { body: { userToken: stray, appId: stray } }],
      ['POST', '/v1/events/replay', { body: { [stray]: stray, status: stray } }],
      ['POST', '/v1/sites', { body: { name: 'x', origins: [stray] } }],
      ['POST', '/v1/entry-points', { body: { siteId: stray, pageId: stray, key: stray, variant: stray } }],
      [
        'POST',
        '/v1/refs',
        { key: null, body: { entryPoint: 'planted', ref: stray, landing: { utm: { [stray]: 'x' } } } },
      ],
      ['PUT', `/v1/apps/${at}`, { body: { secrets: [stray], verifyToken: stray } }],
      ['PATCH', `/v1/pages/${pageId}`, { body: { repairsItself: stray } }],
    ];
  }

  test('do not quote what went astray, wherever it stood', async () => {
    const wrongly: string[] = [];
    for (const stray of [...strays, TEXT, visitRef]) {
      for (const [method, path, options] of calls(stray)) {
        const { status } = await world.api(method, path, options);
        if (status < 400) wrongly.push(`${method} ${path} answered ${status}`);
      }
    }
    expect(wrongly).toEqual([]);
    expect(world.leaks()).toEqual([]);
  });
});

describe('what is shown', () => {
  test('to people who look after it holds none of it', async () => {
    const paths = ['pages', 'audit?limit=200', 'notifications', 'page-connections', 'apps', 'sites', 'api-keys'];
    for (const path of paths) expect([path, (await world.ask(`/v1/${path}`)).status]).toEqual([path, 200]);
    const metrics = await fetch(`${world.url}/metrics`, {
      headers: { authorization: `Bearer ${SECRETS.METRICS_TOKEN}` },
    });
    expect(metrics.status).toBe(200);
    world.hear('the metrics', await metrics.text());
    for (const args of [['doctor'], ['doctor', '--json'], ['pages', 'show', pageId], ['pages', 'list']]) {
      const env = { ...world.env, THREADTIE_API_KEY: SECRETS.BOOTSTRAP_API_KEY };
      const { out, err } = await type([...args, '--url', world.url], env);
      expect(out).not.toBe('');
      world.hear(`what "threadtie ${args.join(' ')}" printed`, out + err);
    }
    expect(world.leaks()).toEqual([]);
  }, 60_000);

  test('and what lies on the disk is sealed', async () => {
    const sealed = [...strays, ...[...(await world.sim.control.state()).pages].map((page) => page.accessToken)];
    const files = await world.dataFiles();
    expect(files.size).toBeGreaterThan(0);
    for (const [name, bytes] of files) {
      const found = sealed.filter((secret) => bytes.includes(secret));
      expect([name, found]).toEqual([name, []]);
    }
  });
});

describe('a crash', { timeout: 60_000 }, () => {
  test.each([
    ['an error that nobody catches', 'SIGHUP', 'Error', true],
    ['a promise that nobody looks at', 'SIGWINCH', 'Error', true],
    ['a rejection that is no error', 'SIGCONT', 'ERR_UNHANDLED_REJECTION', false],
  ] as const)('by %s says what kind it was and where, but no secret', async (_, signal, kind, hasCause) => {
    const before = world.printed().length;
    expect(await world.crash(signal)).toBe(1);
    const said = world.printed().slice(before);
    expect(said).toContain('Threadtie ended.');
    expect(said).toContain(kind);
    if (hasCause) expect(said).toMatch(/crash-when-asked\.ts:\d+[^]*Because of TypeError/);
    await world.start();
  });

  test("writes no secret into a report of Node's, and none at all for an uncaught error", async () => {
    expect(await world.reports()).toEqual([]);
    world.signal('SIGUSR2');
    await expect
      .poll(async () => (await world.reports()).filter((text) => text.trimEnd().endsWith('}')))
      .toHaveLength(1);
    // It says so when it has done so: whatever it prints from now on is about something else.
    await expect.poll(() => world.printed()).toContain('report completed');
    world.hear('a report of Node', (await world.reports()).join());
    expect(world.leaks()).toEqual([]);
  });

  test('by a signal says nothing', async () => {
    const before = world.printed().length;
    expect(await world.crash('SIGABRT')).toBeNull();
    expect(world.printed().slice(before)).toBe('');
  });
});
