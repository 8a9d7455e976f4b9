import { expect, it } from 'vitest';
import { removeApp } from '../../server/apps/index.ts';
import { forgetApp } from '../../server/pages/index.ts';
import { selectTokens } from '../../server/pages/store.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { APP_ID, type TestServer } from '../support/server.ts';
import { checkOf } from './connect-world.ts';

const PAGE = '10672809700474699';
const body = { name: 'Shop', accessToken: 'EAAtoken' };

/** A Page whose app is not known any more. */
async function orphan(server: TestServer): Promise<void> {
  await server.restart(); // makes the app known again
  await server.api('PUT', `/v1/pages/${PAGE}`, { body });
  await removeApp(server.server.ctx, APP_ID);
}

onBothDialects('a Page whose app is not known any more', (server) => {
  it('is looked at and repaired as far as that goes, which is said', async () => {
    await orphan(server());
    const looked = await server().api('POST', `/v1/pages/${PAGE}/check`);
    expect([looked.status, looked.body.health]).toEqual([200, 'broken']);
    const check = checkOf(looked.body, 'app_credentials');
    expect(check).toMatchObject({ state: 'missing', fix: expect.stringContaining('/disconnect?appId=') });
    expect(checkOf(looked.body, 'page_subscription')).toMatchObject({ state: 'unknown' });
    const repaired = await server().api('POST', `/v1/pages/${PAGE}/repair`);
    expect([repaired.status, repaired.body.done]).toEqual([200, []]);
    expect(repaired.body.left).toMatchObject([{ evidence: expect.stringContaining('not known here any more') }]);
  });

  it('can be disconnected', async () => {
    await orphan(server());
    const left = await server().api('POST', `/v1/pages/${PAGE}/disconnect`);
    expect([left.status, left.body.disconnectedAt]).toEqual([200, expect.any(String)]);
  });

  it('is left, and the token forgotten, when the app was removed for good', async () => {
    await orphan(server());
    const { ctx } = server().server;
    await forgetApp(ctx, APP_ID);
    expect(await ctx.storage.read((at) => selectTokens(at, [PAGE]))).toEqual([]);
    expect((await server().api('GET', `/v1/pages/${PAGE}`)).body.disconnectedAt).not.toBeNull();
  });
});
