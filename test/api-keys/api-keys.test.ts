import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop } from '../support/server.ts';

onBothDialects('API keys', (server) => {
  const createKey = async (scopes: string[], siteId: string | null = null): Promise<string> => {
    const { body } = await server().api('POST', '/v1/api-keys', { body: { name: 'test', scopes, siteId } });
    return body.key;
  };

  it('are needed for the site side of the API', async () => {
    const { status, body } = await server().api('GET', '/v1/arrivals', { key: null });
    expect([status, body.error.code]).toEqual([401, 'unauthenticated']);
    expect(body.error.hint).toContain('Bearer');
  });

  it.each(['nonsense', 'tt_wrong', 'Basic abc'])('are refused when they are not ours: %s', async (key) => {
    const { status, body } = await server().api('GET', '/v1/arrivals', { key });
    expect([status, body.error.code]).toEqual([401, 'unauthenticated']);
    expect(JSON.stringify(body)).not.toContain(key);
  });

  it('may do what their scopes say and nothing else', async () => {
    const key = await createKey(['arrivals:read']);
    expect((await server().api('GET', '/v1/arrivals', { key })).status).toBe(200);
    const refused = await server().api('GET', '/v1/sites', { key });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'missing_scope']);
    expect(refused.body.error.message).toContain('sites:read');
  });

  it('cannot give what they do not have', async () => {
    const key = await createKey(['api-keys:write', 'arrivals:read']);
    const body = { name: 'more', scopes: ['sites:write'] };
    const { status } = await server().api('POST', '/v1/api-keys', { key, body });
    expect(status).toBe(403);
  });

  it('of one site cannot create keys of all sites', async () => {
    const shop = await createShop(server());
    const key = await createKey(['*'], shop.siteId);
    const { status } = await server().api('POST', '/v1/api-keys', { key, body: { name: 'x', scopes: ['*'] } });
    expect(status).toBe(403);
  });

  it('of one site see nothing that belongs to the installation', async () => {
    const shop = await createShop(server());
    const key = await createKey(['*'], shop.siteId);
    const paths = ['/v1/pages', '/v1/apps', '/v1/threads', '/v1/deliveries', '/v1/unmatched-refs', '/v1/api-keys'];
    const answers = await Promise.all(paths.map((path) => server().api('GET', path, { key })));
    expect(answers.map((answer) => answer.status)).toEqual(paths.map(() => 403));
  });

  it('end at once when they are revoked', async () => {
    const { body } = await server().api('POST', '/v1/api-keys', { body: { name: 'short', scopes: ['*'] } });
    const revoked = await server().api('DELETE', `/v1/api-keys/${body.id}`);
    expect(revoked.body.revokedAt).toMatch(/Z$/);
    expect((await server().api('GET', '/v1/sites', { key: body.key })).status).toBe(401);
  });

  it('are shown once and listed without their value', async () => {
    const { body } = await server().api('POST', '/v1/api-keys', { body: { name: 'listed', scopes: ['*'] } });
    const list = await server().api('GET', '/v1/api-keys?limit=200');
    expect(JSON.stringify(list.body)).not.toContain(body.key);
    expect(list.body.data.some((key: { id: string }) => key.id === body.id)).toBe(true);
  });
});
