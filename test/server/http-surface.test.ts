import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { createApp } from '../../server/app.ts';
import { ErrorEnvelope } from '../../shared/errors.ts';
import { createShop, registerVisit, startTestServer, type TestServer } from '../support/server.ts';

const NO_INBOX = {
  handlers: [],
  isConnectedPage: async () => true,
  verify: async () => '',
  acceptDelivery: async () => undefined,
  start: () => undefined,
  stop: async () => undefined,
};
const NO_COUNTER = { add: () => undefined, flush: async () => undefined, stop: async () => undefined };
const NO_WIDGET = { current: 'x', files: ['widget.js', 'widget.mjs'], pathOf: () => undefined, integrity: {} };

describe('the HTTP surface', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('sqlite');
  });
  afterAll(async () => await server.stop());

  it('documents every path that the routes take', async () => {
    const { body } = await server.api('GET', '/openapi.json', { key: null });
    expect(body.openapi).toBe('3.1.0');
    const documented = Object.entries<object>(body.paths).flatMap(([path, calls]) =>
      Object.keys(calls).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const app = createApp({
      ctx: server.server.ctx,
      inbox: NO_INBOX,
      trustedProxies: 0,
      appId: '1',
      version: '0',
      widget: NO_WIDGET,
      stageCounter: NO_COUNTER,
      plugin: null,
    });
    const taken = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path !== '/' && !/^\/(docs|openapi)/.test(path))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect([...new Set(documented)].toSorted()).toEqual([...new Set(taken)].toSorted());
  });

  it.each([
    ['an unknown path', 'GET', '/nothing', undefined, 404, 'not_found'],
    ['a body that is not JSON', 'POST', '/v1/sites', '{oops', 400, 'invalid_request'],
    ['a body that does not fit', 'POST', '/v1/sites', '{"name":""}', 400, 'invalid_request'],
    [
      'an origin with a path',
      'POST',
      '/v1/sites',
      '{"name":"x","origins":["https://a.example/x"]}',
      400,
      'invalid_request',
    ],
    ['a limit out of range', 'GET', '/v1/arrivals?limit=5000', undefined, 400, 'invalid_request'],
    ['a cursor that is not ours', 'GET', '/v1/threads?cursor=x', undefined, 400, 'invalid_request'],
    ['a Page id that is not digits', 'PUT', '/v1/pages/abc', '{"name":"x","accessToken":"y"}', 400, 'invalid_request'],
  ])('answers %s in the one error form', async (_title, method, path, body, status, code) => {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { authorization: 'Bearer tt_test_master_key_0123456789', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    });
    const envelope = ErrorEnvelope.parse(await answer.json());
    expect([answer.status, envelope.error.code]).toEqual([status, code]);
    expect(envelope.error.requestId).toBe(answer.headers.get('x-request-id'));
  });

  it('sets its security headers on every answer', async () => {
    for (const path of ['/healthz', '/v1/sites', '/nothing', '/docs', '/widget.js']) {
      const { headers } = await server.api('GET', path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
  });

  it('opens only the visitors paths to other origins, without credentials', async () => {
    const shop = await createShop(server);
    const cors = async (path: string) =>
      (await server.api('GET', path, { headers: { origin: 'https://shop.example' } })).headers;
    const open = await cors(`/v1/entry-points/${shop.key}/config`);
    expect(open.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(open.get('access-control-allow-credentials')).toBeNull();
    for (const path of ['/v1/sites', '/v1/arrivals', '/v1/entry-points', '/openapi.json']) {
      expect((await cors(path)).get('access-control-allow-origin')).toBeNull();
    }
  });

  it('lets a browser ask with the watch secret, and register without asking first', async () => {
    const answer = await fetch(`${server.url}/v1/refs/ref_x/events`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-headers': 'watch-secret' },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-headers')).toContain('watch-secret');
  });

  it('serves the widget for good under its version and for minutes under its name', async () => {
    const evergreen = await server.api('GET', '/widget.js', { key: null });
    expect(evergreen.headers.get('cache-control')).toContain('max-age=300');
    expect(evergreen.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const { body } = await server.api('GET', '/widget/integrity.json', { key: null });
    const pinned = await server.api('GET', `/widget/v/${body.version}/widget.js`, { key: null });
    expect(pinned.headers.get('cache-control')).toContain('immutable');
    expect(pinned.body).toBe(evergreen.body);
    const hash = createHash('sha384').update(pinned.body).digest('base64');
    expect(body.integrity['widget.js']).toBe(`sha384-${hash}`);
    expect((await server.api('GET', '/widget/v/0.0.1-cafebabe/widget.js', { key: null })).status).toBe(404);
    const same = await fetch(`${server.url}/widget.js`, {
      headers: { 'if-none-match': evergreen.headers.get('etag') ?? '' },
    });
    expect(same.status).toBe(304);
  });

  it('says that it lives and that its database answers', async () => {
    expect((await server.api('GET', '/healthz', { key: null })).status).toBe(200);
    expect((await server.api('GET', '/readyz', { key: null })).status).toBe(200);
  });

  it('refuses calls without a key before it looks at them, and bodies past their limit before it reads them', async () => {
    const unknown = await server.api('POST', '/v1/sites', { key: null, body: { nonsense: true } });
    expect([unknown.status, unknown.body.error.code]).toEqual([401, 'unauthenticated']);
    const large = await server.api('POST', '/v1/sites', { body: { name: 'x'.repeat(600_000), origins: [] } });
    expect([large.status, large.body.error.code]).toEqual([413, 'body_too_large']);
  });

  it('refuses a NUL in an address with a sentence', async () => {
    const { status, body } = await server.api('GET', '/v1/arrivals?psid=%00');
    expect([status, body.error.code]).toEqual([400, 'invalid_request']);
  });

  it('lets one address register a bounded number of visits at an entry point, and says when to come back', async () => {
    const shop = await createShop(server);
    const answers = await Promise.all(Array.from({ length: 130 }, () => registerVisit(server, shop)));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(10);
    expect(refused[0]?.headers.get('retry-after')).toBe('60');
    const other = await createShop(server);
    expect((await registerVisit(server, other)).status).toBe(201);
  });

  it('keeps no refusal of the configuration in caches', async () => {
    const shop = await createShop(server);
    const headers = { origin: 'https://evil.example' };
    const refused = await server.api('GET', `/v1/entry-points/${shop.key}/config`, { key: null, headers });
    expect([refused.status, refused.headers.get('cache-control')]).toEqual([403, 'no-store']);
    await server.api('PATCH', `/v1/sites/${shop.siteId}`, { body: { origins: ['https://evil.example'] } });
    const allowed = await server.api('GET', `/v1/entry-points/${shop.key}/config`, { key: null, headers });
    expect([allowed.status, allowed.headers.get('cache-control')]).toEqual([200, 'public, max-age=60']);
  });
});
