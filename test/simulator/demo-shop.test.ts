import { jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { startAgainst, startFixture, type Fixture } from './simulator-fixture.ts';
import { startPeer } from './threadtie-peer.ts';

async function signIn(
  { sim }: Fixture,
  account: string,
  next = '/shop',
): Promise<{ cookie: string; location: string }> {
  const response = await fetch(`${sim.url}/shop/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: sim.url },
    body: new URLSearchParams({ account, next }),
  });
  const cookie = response.headers.get('set-cookie') ?? '';
  return { cookie, location: response.headers.get('location') ?? '' };
}

async function shopPage({ sim }: Fixture, path: string, cookie = ''): Promise<string> {
  return (await fetch(sim.url + path, { headers: { cookie: cookie.split(';')[0] ?? '' } })).text();
}

describe('the demo shop', () => {
  test('embeds the button by the documented snippet', async () => {
    const fixture = await startFixture();
    const { peer, page } = fixture;
    const html = await shopPage(fixture, '/shop/products/stone-teapot');
    expect(html).toContain(`<script async src="${peer.url}/widget.js"></script>`);
    expect(html).toContain(
      '<messenger-button entry="demo-shop" data-ref="product-stone-teapot">' +
        `<a href="https://m.me/${page.id}?ref=demo1">Send to Messenger</a></messenger-button>`,
    );
  });

  test('offers the token address to the button only when somebody is signed in', async () => {
    const fixture = await startFixture();
    const { cookie } = await signIn(fixture, '42');
    expect(await shopPage(fixture, '/shop/products/stone-teapot', cookie)).toContain(
      'user-token-url="/shop/user-token"',
    );
    expect(await shopPage(fixture, '/shop/products/stone-teapot')).not.toContain('user-token-url');
  });

  test.each(['/shop', '/shop/products/highland-oolong', '/shop/sign-in'])(
    'serves %s under a strict policy',
    async (path) => {
      const { sim, peer } = await startFixture();
      const response = await fetch(sim.url + path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-security-policy')).toBe(
        `default-src 'none'; script-src ${peer.url} 'self'; connect-src 'self' ${peer.url}; style-src 'self'; ` +
          "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(await response.text()).not.toMatch(/ style=|<style|<script(?![^>]* src=)/);
    },
  );

  test('serves its pictures itself', async () => {
    const { sim } = await startFixture();
    const picture = await fetch(`${sim.url}/shop/assets/stone-teapot.svg`);
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    expect((await fetch(`${sim.url}/shop/assets/..%2fshop.css`)).status).toBe(404);
  });

  test('signs in by a cookie that scripts and other sites do not get', async () => {
    const fixture = await startFixture();
    const { cookie, location } = await signIn(fixture, '42', '/shop/account');
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
    expect(location).toBe('/shop/account');
    expect(await shopPage(fixture, '/shop', cookie)).toContain('Ada Lovelace');
    expect(await shopPage(fixture, '/shop', cookie.replace('=42', '=43'))).not.toContain('Grace Hopper');
  });

  test.each(['//evil.example', 'https://evil.example', '/chat', '/shop/../control'])(
    'does not follow %s after sign-in',
    async (next) => {
      const fixture = await startFixture();
      expect((await signIn(fixture, '42', next)).location).toBe('/shop');
    },
  );

  test('says on the account page what the API knows of the link', async () => {
    const fixture = await startFixture();
    const { cookie } = await signIn(fixture, '42');
    expect(await shopPage(fixture, '/shop/account', cookie)).toContain('Messenger is not connected');
    const thread = { psid: '9007199254740993', pageId: fixture.page.id };
    const at = '2026-11-20T10:00:00.000Z';
    fixture.peer.data.links.push({ ...thread, assurance: 'direct', createdAt: at, removedAt: null });
    fixture.peer.data.arrivals.push({
      ...thread,
      entryPoint: 'demo-shop',
      dataRef: 'product-stone-teapot',
      occurredAt: at,
      siteUserId: '42',
    });
    const html = await shopPage(fixture, '/shop/account', cookie);
    expect(html).toContain('Messenger is connected');
    expect(html).toContain('product-stone-teapot');
    expect(html).toContain(at);
  });

  test('does not call Messenger connected when the API is silent', async () => {
    const fixture = await startFixture();
    const { cookie } = await signIn(fixture, '42');
    await fixture.peer.close();
    expect(await shopPage(fixture, '/shop/account', cookie)).toContain('Threadtie cannot be reached');
  });
});

describe('the shop’s user token', () => {
  test('is a five-minute statement with the site’s secret', async () => {
    const fixture = await startFixture();
    const { cookie } = await signIn(fixture, '43');
    const secret = new TextEncoder().encode('a-secret-of-at-least-thirty-two-bytes');
    const tokens = [
      await shopPage(fixture, '/shop/user-token', cookie),
      await shopPage(fixture, '/shop/user-token', cookie),
    ];
    const { payload } = await jwtVerify(tokens[0] ?? '', secret, { algorithms: ['HS256'], audience: 'site_1' });
    expect(payload).toMatchObject({ sub: '43', name: 'Grace Hopper', email: 'grace@pineandkettle.example' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    expect(tokens[0]).not.toBe(tokens[1]);
  });

  test('is refused to whoever is not signed in', async () => {
    const { sim } = await startFixture();
    const response = await fetch(`${sim.url}/shop/user-token`);
    expect(response.status).toBe(401);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('the login page', () => {
  const STATE = 'a-state-of-the-linking-pages';

  test('comes back with a token that carries the state, by a form to Threadtie alone', async () => {
    const fixture = await startFixture();
    const { sim, peer } = fixture;
    const returnTo = `${peer.url}/link/return`;
    const query = new URLSearchParams({ state: STATE, return_to: returnTo }).toString();
    const answer = await fetch(`${sim.url}/shop/log-in?${query}`, {
      method: 'POST',
      headers: { origin: sim.url },
      body: new URLSearchParams({ account: '43' }),
    });
    const html = await answer.text();
    expect(answer.headers.get('content-security-policy')).toContain(`form-action 'self' ${peer.url};`);
    expect(html).toContain(`method="post" action="${returnTo}"`);
    const token = /name="token" value="([^"]*)"/.exec(html)?.[1] ?? '';
    const { payload } = await jwtVerify(token, new TextEncoder().encode('a-secret-of-at-least-thirty-two-bytes'));
    expect(payload).toMatchObject({ sub: '43', state: STATE, aud: 'site_1' });
  });

  test.each(['https://evil.example/link/return', 'javascript:alert(1)//link/return', '/link/return', ''])(
    'hands nothing to %s',
    async (returnTo) => {
      const { sim } = await startFixture();
      const query = new URLSearchParams({ state: STATE, return_to: returnTo }).toString();
      const answer = await fetch(`${sim.url}/shop/log-in?${query}`);
      expect([answer.status, (await answer.text()).includes(STATE)]).toEqual([400, false]);
    },
  );
});

describe('the set-up', () => {
  test('registers site, Page and entry point under both names of the machine', async () => {
    const { peer, sim, page } = await startFixture();
    const { port } = new URL(sim.url);
    expect(peer.calls).toEqual([
      'POST /v1/sites',
      'GET /v1/sites/site_1',
      'PATCH /v1/sites/site_1',
      `PUT /v1/pages/${page.id}`,
      expect.stringMatching(/^PUT .v1.pages.\d+$/),
      'POST /v1/entry-points',
    ]);
    expect(peer.data.sites).toMatchObject([{ origins: [`http://localhost:${port}`, `http://127.0.0.1:${port}`] }]);
    expect(peer.data.sites).toMatchObject([{ login: { kind: 'handoff', url: `${sim.url}/shop/log-in` } }]);
    expect(peer.data.entryPoints).toMatchObject([
      { key: 'demo-shop', variant: 'button', linkPolicy: 'direct', siteId: 'site_1' },
    ]);
  });

  test('takes another key when the first belongs to a site it has lost', async () => {
    const { peer } = await startFixture();
    const second = await startAgainst(peer);
    await second.ready;
    expect((await second.control.state()).shop).toMatchObject({ siteId: 'site_2', entryPoint: 'demo-shop-2' });
  });

  test('says which step failed', async () => {
    const peer = await startPeer();
    const wrongToken = await startAgainst(peer, null, { verifyToken: 'wrong' });
    await expect(wrongToken.ready).rejects.toThrow('answered 403 instead of 200');
    const wrongKey = await startAgainst(peer, null, { apiKey: 'wrong' });
    await expect(wrongKey.ready).rejects.toThrow('POST /v1/sites answered 401.');
    await peer.close();
  });
});
