import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, mintRef, PAGE_ID, referral, registerVisit, signUserToken } from '../support/server.ts';

onBothDialects('the audit trail', (server) => {
  it('has a row with its actor for every kind of write', async () => {
    const shop = await createShop(server());
    const path = `/v1/entry-points/${shop.key}`;
    await server().api('PATCH', path, { body: { label: 'New' } });
    for (const call of ['pause', 'archive', 'restore']) await server().api('POST', `${path}/${call}`);
    await server().api('PATCH', `/v1/sites/${shop.siteId}`, { body: { name: 'Renamed' } });
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref, userToken: await signUserToken(shop) });
    await server().deliver(referral('970', ref));
    await server().settle();
    const links = await server().api('GET', '/v1/account-links?psid=970');
    await server().api('DELETE', `/v1/account-links/${links.body.data[0].id}`);
    const { body } = await server().api('GET', `/v1/audit?siteId=${shop.siteId}&limit=100`);
    const actions = body.data.map(
      (entry: { action: string; actorType: string }) => `${entry.actorType} ${entry.action}`,
    );
    expect(actions.toSorted()).toEqual(
      [
        'api-key site.created',
        'api-key site.updated',
        'api-key entry_point.created',
        'api-key entry_point.updated',
        'api-key entry_point.paused',
        'api-key entry_point.archived',
        'api-key entry_point.restored',
        'platform account_link.created',
        'api-key account_link.removed',
      ].toSorted(),
    );
  });

  it('has no row for a write that was refused', async () => {
    const shop = await createShop(server());
    const before = await server().api('GET', `/v1/audit?siteId=${shop.siteId}`);
    const body = { siteId: shop.siteId, pageId: PAGE_ID, key: shop.key, variant: 'button' };
    await server().api('POST', '/v1/entry-points', { body });
    const after = await server().api('GET', `/v1/audit?siteId=${shop.siteId}`);
    expect(after.body.data).toEqual(before.body.data);
  });
});
