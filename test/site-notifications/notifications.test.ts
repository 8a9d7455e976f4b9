import { expect, test } from 'vitest';
import { queueNotification } from '../../server/site-notifications/index.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop } from '../support/server.ts';

onBothDialects('notifications', (server) => {
  async function keyOf(scopes: string[], siteId: string | null = null): Promise<string> {
    const answer = await server().api('POST', '/v1/api-keys', { body: { name: 'A key', scopes, siteId } });
    return answer.body.key;
  }

  test('are listed newest first, by type and subject, as long as nobody delivers them', async () => {
    const { ctx } = server().server;
    const installation = { siteId: null, data: { health: 'broken' } };
    await queueNotification(ctx, { ...installation, type: 'page.unhealthy', subject: '300000000000001' });
    await queueNotification(ctx, { ...installation, type: 'page.recovered', subject: '300000000000001' });
    await queueNotification(ctx, { ...installation, type: 'page.unhealthy', subject: '300000000000002' });
    const all = await server().api('GET', '/v1/notifications');
    expect(all.body.data.map((each: { type: string; subject: string }) => [each.type, each.subject])).toEqual([
      ['page.unhealthy', '300000000000002'],
      ['page.recovered', '300000000000001'],
      ['page.unhealthy', '300000000000001'],
    ]);
    expect(all.body.data[0]).toMatchObject({ status: 'queued', siteId: null, data: { health: 'broken' } });
    const some = await server().api('GET', '/v1/notifications?type=page.unhealthy&subject=300000000000001');
    expect(some.body.data).toHaveLength(1);
    const first = await server().api('GET', '/v1/notifications?limit=2');
    const rest = await server().api('GET', `/v1/notifications?cursor=${first.body.nextCursor}`);
    expect([first.body.data.length, rest.body.data.length, rest.body.nextCursor]).toEqual([2, 1, null]);
  });

  test('of the installation and of other sites are hidden from the key of one site', async () => {
    const { ctx } = server().server;
    const shop = await createShop(server());
    const about = { type: 'page.recovered', subject: '300000000000003', data: {} } as const;
    await queueNotification(ctx, { ...about, siteId: shop.siteId });
    await queueNotification(ctx, { ...about, siteId: 'another' });
    const key = await keyOf(['notifications:read'], shop.siteId);
    const seen = await server().api('GET', '/v1/notifications?siteId=another', { key });
    expect(seen.body.data.map((each: { siteId: string }) => each.siteId)).toEqual([shop.siteId]);
  });

  test('need a key with the scope', async () => {
    const key = await keyOf(['pages:read']);
    expect((await server().api('GET', '/v1/notifications', { key })).body.error.code).toBe('missing_scope');
    expect((await server().api('GET', '/v1/notifications', { key: null })).status).toBe(401);
  });

  test('exist only together with what they tell of', async () => {
    const { ctx } = server().server;
    const subject = '300000000000004';
    const undone = ctx.storage.write(async () => {
      await queueNotification(ctx, { type: 'page.unhealthy', siteId: null, subject, data: {} });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect((await server().api('GET', `/v1/notifications?subject=${subject}`)).body.data).toEqual([]);
  });
});
