import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ErrorEnvelope } from '../../shared/errors.ts';
import { createShop, startTestServer, type TestServer } from '../support/server.ts';

describe('the HTTP surface', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('sqlite');
  });
  afterAll(async () => await server.stop());

  it('documents every path that the routes take', async () => {
    const { body } = await server.api('GET', '/openapi.json', { key: null });
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/webhooks/messenger',
        '/v1/sites',
        '/v1/apps',
        '/v1/pages/{id}',
        '/v1/entry-points/{key}/config',
        '/v1/refs/{refId}/events',
        '/v1/arrivals',
        '/v1/unmatched-refs',
        '/v1/threads',
        '/v1/account-links',
        '/v1/deliveries',
        '/v1/events',
        '/v1/api-keys',
        '/v1/audit',
      ]),
    );
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
    const pinned = await server.api('GET', '/widget/v/0.1.0/widget.js', { key: null });
    expect(pinned.headers.get('cache-control')).toContain('immutable');
    expect(pinned.body).toBe(evergreen.body);
    const same = await fetch(`${server.url}/widget.js`, {
      headers: { 'if-none-match': evergreen.headers.get('etag') ?? '' },
    });
    expect(same.status).toBe(304);
  });

  it('says that it lives and that its database answers', async () => {
    expect((await server.api('GET', '/healthz', { key: null })).status).toBe(200);
    expect((await server.api('GET', '/readyz', { key: null })).status).toBe(200);
  });
});
