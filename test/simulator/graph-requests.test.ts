import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { APP_SECRET, type Fixture, startFixture } from './simulator-fixture.ts';

const PSID = '9007199254740993';

interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

async function call({ sim }: Fixture, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${sim.url}/graph${path}`, init);
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

async function withThread(): Promise<Fixture> {
  const fixture = await startFixture();
  await fixture.sim.control.getStarted({ person: 'ada', pageId: fixture.page.id });
  return fixture;
}

async function lastText({ sim }: Fixture): Promise<string | undefined> {
  return (await sim.control.state()).threads[0]?.messages.at(-1)?.text;
}

/** `fetch` refuses a GET with a body; other clients send it. */
async function getWithBody(url: string, type: string, body: string): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
  const sent = httpRequest(url, { method: 'GET', headers }, async (response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    resolve({ status: response.statusCode ?? 0, json: JSON.parse(Buffer.concat(chunks).toString()) });
  });
  sent.once('error', reject);
  sent.end(body);
  return await promise;
}

const form = (values: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(values) });
const json = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function multipart(values: Record<string, string | File>): RequestInit {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  return { method: 'POST', body };
}

describe('where the token stands', () => {
  test.each<[string, (token: string) => [query: string, init: RequestInit]]>([
    ['the query', (token) => [`?access_token=${token}`, {}]],
    ['a Bearer header', (token) => ['', { headers: { authorization: `Bearer ${token}` } }]],
    ['an OAuth header', (token) => ['', { headers: { authorization: `OAuth ${token}` } }]],
    ['a JSON body', (token) => ['', json({ method: 'get', access_token: token })]],
    ['a form', (token) => ['', form({ method: 'GET', access_token: token })]],
    ['a multipart body', (token) => ['', multipart({ method: 'get', access_token: token })]],
  ])('%s is read', async (_place, build) => {
    const fixture = await startFixture();
    const [query, init] = build(fixture.page.token);
    const answer = await call(fixture, `/v25.0/me${query}`, init);
    expect(answer).toEqual({ status: 200, json: expect.objectContaining({ id: fixture.page.id }) });
  });

  test('the parameters win over the header', async () => {
    const fixture = await startFixture();
    const headers = { authorization: `Bearer ${fixture.page.token}` };
    const { json: refused } = await call(fixture, '/me?access_token=wrong', { headers });
    expect(refused['error']).toMatchObject({ code: 190 });
  });
});

describe('how a message is written', () => {
  const recipient = JSON.stringify({ id: PSID });
  test.each<[string, RequestInit]>([
    ['JSON', json({ recipient: { id: PSID }, message: { text: 'tea' } })],
    ['JSON whose long id is a number', { ...json({}), body: `{"recipient":{"id":${PSID}},"message":{"text":"tea"}}` }],
    ['JSON that says it is text', { method: 'POST', body: `{"recipient":${recipient},"message":{"text":"tea"}}` }],
    ['a form with JSON in its fields', form({ recipient, message: '{"text":"tea"}' })],
    ['a form with nested names', form({ 'recipient[id]': PSID, 'message[text]': 'tea' })],
    ['a multipart body with JSON in its fields', multipart({ recipient, message: '{"text":"tea"}' })],
    ['a multipart body with nested names', multipart({ 'recipient[id]': PSID, 'message[text]': 'tea' })],
  ])('%s arrives', async (_form, init) => {
    const fixture = await withThread();
    const answer = await call(fixture, `/v3.2/me/messages?access_token=${fixture.page.token}`, init);
    expect(answer).toEqual({ status: 200, json: { recipient_id: PSID, message_id: expect.any(String) } });
    expect(await lastText(fixture)).toBe('tea');
  });

  test('text that looks like JSON stays text in a nested name', async () => {
    const fixture = await withThread();
    const init = form({ 'recipient[id]': PSID, 'message[text]': '{"tea":1}', access_token: fixture.page.token });
    expect((await call(fixture, '/me/messages', init)).status).toBe(200);
    expect(await lastText(fixture)).toBe('{"tea":1}');
  });

  test.each([
    ['a JSON list', { ...json({}), body: '[1]' }],
    ['broken JSON', { ...json({}), body: '{"recipient":' }],
    [
      'a broken multipart body',
      { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: 'y' },
    ],
    ['names nested without end', form({ [`a${'[b]'.repeat(9)}`]: '1' })],
  ])('%s is refused in the envelope', async (_case, init) => {
    const fixture = await startFixture();
    const answer = await call(fixture, `/me/messages?access_token=${fixture.page.token}`, init);
    expect(answer).toMatchObject({ status: 400, json: { error: { code: 100 } } });
  });
});

describe('the method', () => {
  test.each([
    ['DELETE', '', { method: 'DELETE' }],
    ['a POST with method=delete in the query', '&method=delete', { method: 'POST' }],
    ['a POST with method=delete in a form', '', form({ method: 'delete' })],
    ['a POST with method=DELETE in JSON', '', json({ method: 'DELETE' })],
  ])('%s deletes', async (_how, query, init) => {
    const fixture = await startFixture();
    const path = `/v25.0/me/subscribed_apps?access_token=${fixture.page.token}`;
    expect(await call(fixture, path + query, init)).toEqual({ status: 200, json: { success: true } });
    expect((await call(fixture, path)).json).toEqual({ data: [] });
  });

  test('a GET stays a GET, whatever it says', async () => {
    const fixture = await startFixture();
    const path = `/me/subscribed_apps?access_token=${fixture.page.token}`;
    await call(fixture, `${path}&method=delete`);
    expect((await call(fixture, path)).json['data']).toHaveLength(1);
  });

  test.each([
    ['JSON', 'application/json', (token: string) => JSON.stringify({ access_token: token, fields: 'name' })],
    ['a form', 'application/x-www-form-urlencoded', (token: string) => `access_token=${token}&fields=name`],
  ])('a GET may have a body of %s', async (_kind, type, body) => {
    const { sim, page } = await startFixture();
    const answer = await getWithBody(`${sim.url}/graph/v25.0/me`, type, body(page.token));
    expect(answer).toEqual({ status: 200, json: { id: page.id, name: 'Pine & Kettle' } });
  });
});

describe('the path', () => {
  test.each(['/me', '/me/', '/v25.0/me', '/v2.6/me/', '/v30.0/me'])('%s is the Page itself', async (path) => {
    const fixture = await startFixture();
    const { json: page } = await call(fixture, `${path}?access_token=${fixture.page.token}`);
    expect(page).toMatchObject({ id: fixture.page.id });
  });

  test('the answer names the version that was asked for', async () => {
    const { sim, page } = await startFixture();
    const asked = await fetch(`${sim.url}/graph/v19.0/me?access_token=${page.token}`);
    const unasked = await fetch(`${sim.url}/graph/me?access_token=${page.token}`);
    expect([asked, unasked].map(({ headers }) => headers.get('facebook-api-version'))).toEqual(['v19.0', 'v25.0']);
  });

  test('the log keeps method, path and code, and no secret', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.reset();
    await call(fixture, `/v25.0/me?access_token=${fixture.page.token}`);
    await call(fixture, '/me/messages', form({ access_token: 'planted-secret' }));
    const calls = await fixture.sim.control.graphCalls();
    expect(calls).toEqual([
      expect.objectContaining({ method: 'GET', path: '/me', status: 200, code: null }),
      expect.objectContaining({ method: 'POST', path: '/me/messages', status: 400, code: 190 }),
    ]);
    expect(JSON.stringify(calls)).not.toContain('planted-secret');
  });
});

describe('an app that requires proofs', () => {
  test('takes the right one and refuses none and a wrong one', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setApp({ requiresProof: true });
    const path = `/me?access_token=${fixture.page.token}`;
    const proof = createHmac('sha256', APP_SECRET).update(fixture.page.token).digest('hex');
    expect((await call(fixture, `${path}&appsecret_proof=${proof}`)).status).toBe(200);
    const message = 'API calls from the server require an appsecret_proof argument';
    const error = { type: 'GraphMethodException', code: 100 };
    expect((await call(fixture, path)).json['error']).toMatchObject({ ...error, message });
    expect((await call(fixture, `${path}&appsecret_proof=00`)).json['error']).toMatchObject(error);
  });
});
