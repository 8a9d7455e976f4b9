import { expect, it } from 'vitest';
import { DAY, MINUTE } from '../../server/base/clock.ts';
import { purgeRefs } from '../../server/refs/index.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, mintRef, referral, registerVisit, signUserToken } from '../support/server.ts';

onBothDialects('the lifetimes of a visit ref', (server) => {
  const at = (): { timestamp: number } => ({ timestamp: server().clock.now().getTime() });
  const tokenNow = async (shop: Parameters<typeof signUserToken>[0]): Promise<string> =>
    await signUserToken(shop, { exp: Math.floor(server().clock.now().getTime() / 1000) + 300 });

  it('ties no account when the person comes after fifteen minutes, and keeps the context', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref, dataRef: 'slow', userToken: await tokenNow(shop) });
    server().clock.advance(16 * MINUTE);
    await server().deliver(referral('801', ref, at()));
    await server().settle();
    const { body } = await server().api('GET', '/v1/arrivals?psid=801');
    expect(body.data[0]).toMatchObject({
      outcome: 'matched',
      reason: 'identity_expired',
      dataRef: 'slow',
      siteUserId: null,
    });
    expect((await server().api('GET', '/v1/account-links?psid=801')).body.data).toEqual([]);
  });

  it('counts the time of the click, not of a webhook that was held up', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref, userToken: await tokenNow(shop) });
    const clicked = at();
    server().clock.advance(40 * MINUTE);
    await server().deliver(referral('802', ref, clicked));
    await server().settle();
    const { body } = await server().api('GET', '/v1/arrivals?psid=802');
    expect(body.data[0]).toMatchObject({ siteUserId: '42', reason: null });
  });

  it('matches the same person again after the identity has expired, without naming an account', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref, userToken: await tokenNow(shop) });
    await server().deliver(referral('803', ref, at()));
    server().clock.advance(30 * MINUTE);
    await server().deliver(referral('803', ref, at()));
    await server().settle();
    const { body } = await server().api('GET', '/v1/arrivals?psid=803');
    expect(body.data.map((one: { siteUserId: string }) => one.siteUserId)).toEqual([null, '42']);
    expect(body.data[0]).toMatchObject({ outcome: 'matched', reason: 'identity_expired' });
  });

  it('attributes an arrival to its entry point after the context has expired', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref, dataRef: 'old' });
    server().clock.advance(91 * DAY);
    await server().deliver(referral('804', ref, at()));
    await server().settle();
    const { body } = await server().api('GET', '/v1/arrivals?psid=804');
    expect(body.data[0]).toMatchObject({ entryPoint: shop.key, reason: 'context_expired', dataRef: null });
  });

  it('refuses the identity of a visit registered more than a minute after its arrival', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await server().deliver(referral('805', ref, at()));
    await server().settle();
    server().clock.advance(2 * MINUTE);
    const { body } = await registerVisit(server(), shop, { ref, userToken: await tokenNow(shop) });
    expect(body.identity).toMatchObject({ status: 'refused', code: 'arrived_too_long_ago' });
    await server().settle();
    expect((await server().api('GET', '/v1/account-links?psid=805')).body.data).toEqual([]);
  });

  it('knows an expired visit for what it was after the purge, and registers its ref no second time', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref, dataRef: 'secret of Ada' });
    server().clock.advance(91 * DAY);
    await purgeRefs(server().server.ctx);
    await server().deliver(referral('806', ref, at()));
    await server().settle();
    const { body } = await server().api('GET', '/v1/arrivals?psid=806');
    expect(body.data[0]).toMatchObject({ reason: 'context_expired', dataRef: null });
    expect((await registerVisit(server(), shop, { ref })).status).toBe(409);
  });

  it('forgets a year later that the visit existed', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref });
    server().clock.advance(500 * DAY);
    await purgeRefs(server().server.ctx);
    expect((await registerVisit(server(), shop, { ref })).status).toBe(201);
  });
});
