import { describe, expect, test } from 'vitest';
import { type Fixture, startFixture, until } from './simulator-fixture.ts';

const PSID = '9007199254740993';

function open({ sim }: Fixture, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(sim.url + path, { redirect: 'manual', ...init });
}

function tap({ sim }: Fixture, path: string, form: Record<string, string> = {}, cookie = ''): Promise<Response> {
  const headers = { origin: sim.url, cookie };
  return fetch(sim.url + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(form) });
}

describe('an m.me link', () => {
  test('keeps its ref until Get Started is tapped in a new thread', async () => {
    const fixture = await startFixture();
    const { peer, page } = fixture;
    const answer = await open(fixture, '/m/pineandkettle?ref=demo1_a-b_c%2Bd%20e%3D&text=Hi');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/chat/${page.id}`);
    expect(peer.webhooks).toHaveLength(0);
    await tap(fixture, `/chat/${page.id}/get-started`);
    await until(() => peer.webhooks.length === 1);
    expect(peer.event(0)).toMatchObject({
      sender: { id: PSID },
      recipient: { id: page.id },
      postback: {
        title: 'Get Started',
        payload: 'GET_STARTED',
        referral: { ref: 'demo1_a-b_c+d e=', source: 'SHORTLINK', type: 'OPEN_THREAD' },
      },
    });
    expect(peer.webhooks[0]?.body).toContain(`"id":"${PSID}"`);
  });

  test('without a ref leads to a postback without a referral', async () => {
    const fixture = await startFixture();
    await open(fixture, `/m/${fixture.page.id}`);
    await tap(fixture, `/chat/${fixture.page.id}/get-started`);
    await until(() => fixture.peer.webhooks.length === 1);
    expect(fixture.peer.event(0)['postback']).not.toHaveProperty('referral');
  });

  test('is reported at once in a thread that exists', async () => {
    const fixture = await startFixture();
    const { peer, page, sim } = fixture;
    await sim.control.getStarted({ person: 'ada', pageId: page.id });
    await open(fixture, `/m/${page.id}?ref=again`);
    await until(() => peer.webhooks.length === 2);
    expect(peer.event(1)).toMatchObject({
      sender: { id: PSID },
      referral: { ref: 'again', source: 'SHORTLINK', type: 'OPEN_THREAD' },
    });
    expect(peer.event(1)).not.toHaveProperty('postback');
  });

  test('has no effect when it is only looked at', async () => {
    const fixture = await startFixture();
    await open(fixture, `/m/${fixture.page.id}?ref=seen`, { method: 'HEAD' });
    await open(fixture, `/m/${fixture.page.id}?ref=seen`, { headers: { 'sec-purpose': 'prefetch' } });
    expect((await fixture.sim.control.state()).threads).toEqual([]);
  });

  test('to an unknown Page answers 404', async () => {
    const fixture = await startFixture();
    expect((await open(fixture, '/m/nobody?ref=x')).status).toBe(404);
  });

  test('opens on the phone of whoever the switch names', async () => {
    const fixture = await startFixture();
    const { page, peer } = fixture;
    const switched = await tap(fixture, `/chat/${page.id}/phone`, { person: 'grace' });
    const cookie = switched.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(switched.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
    await open(fixture, `/m/${page.id}?ref=g`, { headers: { cookie } });
    await tap(fixture, `/chat/${page.id}/get-started`, {}, cookie);
    await until(() => peer.webhooks.length === 1);
    expect(peer.event(0)).toMatchObject({ sender: { id: '25377510678046213' } });
  });

  test('meets Get Started again after the thread was forgotten', async () => {
    const fixture = await startFixture();
    const { page, sim } = fixture;
    await sim.control.getStarted({ person: 'ada', pageId: page.id });
    await tap(fixture, `/chat/${page.id}/forget`);
    await open(fixture, `/m/${page.id}?ref=fresh`);
    expect((await sim.control.state()).threads).toMatchObject([{ exists: false, pendingRef: 'fresh' }]);
  });
});

describe('the chat page', () => {
  test('shows Get Started first, then the thread, with text escaped', async () => {
    const fixture = await startFixture();
    const { page } = fixture;
    expect(await (await open(fixture, `/chat/${page.id}`)).text()).toContain('>Get Started</button>');
    await tap(fixture, `/chat/${page.id}/get-started`);
    await tap(fixture, `/chat/${page.id}/messages`, { text: '<b>bold</b>' });
    const html = await (await open(fixture, `/chat/${page.id}`)).text();
    expect(html).toContain('&lt;b&gt;bold&lt;/b&gt;');
    expect(html).not.toContain('>Get Started</button>');
  });

  test('allows no inline script or style and no frame', async () => {
    const fixture = await startFixture();
    const answer = await open(fixture, `/chat/${fixture.page.id}`);
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; " +
        "media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(await answer.text()).not.toMatch(/ style=|<style|<script(?![^>]* src=)/);
  });

  test('refuses a tap that comes from another site', async () => {
    const fixture = await startFixture();
    const headers = { origin: 'https://evil.example' };
    const url = `${fixture.sim.url}/chat/${fixture.page.id}/get-started`;
    const answer = await fetch(url, { method: 'POST', headers, body: new URLSearchParams() });
    expect(answer.status).toBe(403);
    expect((await fixture.sim.control.state()).threads).toEqual([]);
  });

  test('tells an open page when something has changed', async () => {
    const fixture = await startFixture();
    const stream = await open(fixture, `/chat/${fixture.page.id}/events`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('event: ready');
    await fixture.sim.control.getStarted({ person: 'ada', pageId: fixture.page.id });
    expect((await reader?.read())?.value).toContain('event: changed');
    await reader?.cancel();
  });
});
