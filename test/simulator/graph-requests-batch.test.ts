import { describe, expect, test } from 'vitest';
import { type Fixture, startFixture } from './simulator-fixture.ts';

const PSID = '9007199254740993';

interface Item {
  readonly code: number;
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  readonly body: string;
}

async function batch({ sim, page }: Fixture, items: unknown, more: Record<string, string> = {}): Promise<unknown> {
  const body = new URLSearchParams({ access_token: page.token, batch: JSON.stringify(items), ...more });
  return await (await fetch(`${sim.url}/graph/v25.0/`, { method: 'POST', body })).json();
}

async function run(fixture: Fixture, items: unknown, more: Record<string, string> = {}): Promise<(Item | null)[]> {
  return (await batch(fixture, items, more)) as (Item | null)[];
}

async function withThread(): Promise<Fixture> {
  const fixture = await startFixture();
  await fixture.sim.control.getStarted({ person: 'ada', pageId: fixture.page.id });
  return fixture;
}

function sendBody(text: string): string {
  return new URLSearchParams({ recipient: `{"id":"${PSID}"}`, message: JSON.stringify({ text }) }).toString();
}

describe('a batch', () => {
  test('is answered call by call, bodies as text and headers as a list', async () => {
    const fixture = await withThread();
    const answers = await run(fixture, [
      { method: 'GET', relative_url: 'me?fields=name' },
      { method: 'POST', relative_url: 'v24.0/me/messages', body: sendBody('one & two') },
      { method: 'GET', relative_url: '/me/nothing' },
    ]);
    expect(answers.map((answer) => answer?.code)).toEqual([200, 200, 400]);
    expect(JSON.parse(answers[0]?.body ?? '')).toEqual({ id: fixture.page.id, name: 'Pine & Kettle' });
    expect(JSON.parse(answers[2]?.body ?? '')).toMatchObject({ error: { code: 100, error_subcode: 33 } });
    expect(answers[1]?.headers).toContainEqual({ name: 'facebook-api-version', value: 'v24.0' });
    const { threads } = await fixture.sim.control.state();
    expect(threads[0]?.messages.at(-1)?.text).toBe('one & two');
  });

  test.each<[string, (items: string, token: string) => [query: string, init: RequestInit]]>([
    ['JSON', (items, token) => ['', jsonInit({ access_token: token, batch: JSON.parse(items) })]],
    ['JSON with the list as text', (items, token) => [`?access_token=${token}`, jsonInit({ batch: items })]],
    ['the query', (items, token) => [`?access_token=${token}&batch=${encodeURIComponent(items)}`, { method: 'POST' }]],
    ['multipart', (items, token) => ['', { method: 'POST', body: formOf({ access_token: token, batch: items }) }]],
  ])('may come as %s', async (_form, build) => {
    const { sim, page } = await startFixture();
    const [query, init] = build('[{"method":"GET","relative_url":"me"}]', page.token);
    const answers = (await (await fetch(`${sim.url}/graph${query}`, init)).json()) as Item[];
    expect(answers).toEqual([expect.objectContaining({ code: 200 })]);
  });

  test('leaves the headers out on request', async () => {
    const fixture = await startFixture();
    const answers = await run(fixture, [{ method: 'GET', relative_url: 'me' }], { include_headers: 'false' });
    expect(answers).toEqual([{ code: 200, body: expect.any(String) }]);
  });

  test('takes a token of its own for a call', async () => {
    const fixture = await startFixture();
    const [, other] = (await fixture.sim.control.state()).pages;
    const answers = await run(fixture, [{ method: 'GET', relative_url: `me?access_token=${other?.accessToken}` }]);
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ id: other?.id });
  });

  test('fills in what an earlier call answered, and leaves that answer out', async () => {
    const fixture = await startFixture();
    const items = [
      { method: 'GET', name: 'page', relative_url: 'me?fields=id' },
      { method: 'GET', relative_url: '{result=page:$.id}?fields=name' },
    ];
    const answers = await run(fixture, items);
    expect(answers[0]).toBeNull();
    expect(JSON.parse(answers[1]?.body ?? '')).toMatchObject({ name: 'Pine & Kettle' });
    const shown = await run(fixture, [{ ...items[0], omit_response_on_success: false }, items[1]]);
    expect(shown[0]).toMatchObject({ code: 200 });
  });

  test('does not carry out what depends on a failure', async () => {
    const fixture = await withThread();
    const answers = await run(fixture, [
      { method: 'GET', name: 'first', relative_url: 'me/nothing' },
      { method: 'POST', depends_on: 'first', relative_url: 'me/messages', body: sendBody('never') },
    ]);
    expect(answers).toEqual([expect.objectContaining({ code: 400 }), null]);
    const { threads } = await fixture.sim.control.state();
    expect(threads[0]?.messages.map(({ text }) => text)).not.toContain('never');
  });

  test.each([
    ['51 calls', Array.from({ length: 51 }, () => ({ method: 'GET', relative_url: 'me' }))],
    ['no list', { method: 'GET' }],
    ['no call', []],
    ['a call without its address', [{ method: 'GET' }]],
  ])('of %s is refused', async (_case, items) => {
    const fixture = await startFixture();
    expect(await batch(fixture, items)).toMatchObject({ error: { code: 100 } });
  });

  test('counts each of its calls in the log', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.reset();
    await run(fixture, [
      { method: 'GET', relative_url: 'me' },
      { method: 'GET', relative_url: 'me/subscribed_apps' },
    ]);
    expect((await fixture.sim.control.graphCalls()).map(({ path }) => path)).toEqual(['/me', '/me/subscribed_apps']);
  });
});

function jsonInit(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function formOf(values: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  return form;
}
