import { expect, it } from 'vitest';
import { CHECK_NAMES } from '../../shared/api/pages.ts';
import { connectionGuide } from '../../shared/connection-guide.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { APP_ID, type TestServer } from '../support/server.ts';

const PAGE = '10672809700474699';
const TOKEN = 'EAAplantedPageTokenOfThisTest';
const body = { name: 'Shop', accessToken: TOKEN };

async function keyWith(server: TestServer, scopes: readonly string[]): Promise<string> {
  return (await server.api('POST', '/v1/api-keys', { body: { name: 'Test', scopes } })).body.key;
}

onBothDialects('the Pages API', (server) => {
  it('takes a Page without a call, and says that nothing was looked at yet', async () => {
    const put = await server().api('PUT', `/v1/pages/${PAGE}`, { body });
    expect(put.status).toBe(200);
    expect(put.body).toMatchObject({ health: 'unknown', problems: [], repairsItself: true, disconnectedAt: null });
    expect(put.body.steps).toEqual({ webhook: 'unknown', subscription: 'unknown' });
    expect(put.body.checks.map(({ name }: { name: string }) => name)).toEqual([...CHECK_NAMES]);
    expect(put.body.checks[0]).toMatchObject({ state: 'unknown', appId: APP_ID, checkedAt: null, problem: null });
  });

  it('lets a Page be repaired only when asked', async () => {
    const patched = await server().api('PATCH', `/v1/pages/${PAGE}`, { body: { repairsItself: false } });
    expect(patched.body.repairsItself).toBe(false);
    await server().api('PUT', `/v1/pages/${PAGE}`, { body });
    expect((await server().api('GET', `/v1/pages/${PAGE}`)).body.repairsItself).toBe(false);
  });

  it('answers 404 for a Page that nobody put', async () => {
    for (const [method, path] of [
      ['GET', ''],
      ['PATCH', ''],
      ['POST', '/check'],
      ['POST', '/repair'],
      ['POST', '/disconnect'],
    ]) {
      const input = method === 'PATCH' ? { body: {} } : {};
      const answer = await server().api(method ?? '', `/v1/pages/404${path}`, input);
      expect([method, path, answer.status, answer.body.error?.code]).toEqual([method, path, 404, 'not_found']);
    }
  });

  it.each([
    ['PUT', `/v1/pages/${PAGE}`, body],
    ['PATCH', `/v1/pages/${PAGE}`, { repairsItself: true }],
    ['POST', `/v1/pages/${PAGE}/check`, undefined],
    ['POST', `/v1/pages/${PAGE}/repair`, undefined],
    ['POST', `/v1/pages/${PAGE}/disconnect`, undefined],
    ['POST', '/v1/page-connections', { userToken: 'EAAx' }],
    ['PUT', `/v1/apps/${APP_ID}`, { secrets: ['a-secret-of-tests'], verifyToken: 'a-verify-token' }],
  ])('refuses %s %s to a key that only reads', async (method, path, input) => {
    const key = await keyWith(server(), ['pages:read', 'apps:read']);
    const answer = await server().api(method, path, { key, ...(input ? { body: input } : {}) });
    expect([answer.status, answer.body.error.code]).toEqual([403, 'missing_scope']);
  });

  it('asks for the scope before it says whether a Page is there', async () => {
    const key = await keyWith(server(), ['pages:read']);
    for (const verb of ['check', 'repair', 'disconnect']) {
      const answer = await server().api('POST', `/v1/pages/404/${verb}`, { key });
      expect([verb, answer.status]).toEqual([verb, 403]);
    }
  });

  it('refuses a connection through an app that nobody put', async () => {
    const answer = await server().api('POST', '/v1/page-connections', { body: { userToken: 'EAAx', appId: '404' } });
    expect([answer.status, answer.body.error.code]).toEqual([404, 'not_found']);
  });

  it('shows the guide, with the permissions that are checked', async () => {
    const { body: guide } = await server().api('GET', '/v1/page-connections/guide');
    expect(guide.permissions).toContain('pages_messaging');
    expect(guide).toEqual(connectionGuide(APP_ID));
    expect(guide.testUser[0].url).toBe(`https://developers.facebook.com/apps/${APP_ID}/roles/test-users/`);
  });

  it('never shows a token: not in answers, not in the audit', async () => {
    const answers = await Promise.all(
      [`/v1/pages/${PAGE}`, '/v1/pages', '/v1/audit?limit=200', '/v1/page-connections'].map((path) =>
        server().api('GET', path),
      ),
    );
    expect(JSON.stringify(answers.map((answer) => answer.body))).not.toContain(TOKEN);
  });
});
