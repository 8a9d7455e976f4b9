import { expect, it } from 'vitest';
import { handleLinkingEvent } from '../../server/linking/index.ts';
import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, mintRef, PAGE_ID, referral, registerVisit, signUserToken } from '../support/server.ts';

const people = (count: number): string[] => Array.from({ length: count }, (_, i) => `90071992547410${100 + i}`);

onBothDialects('redeeming a visit ref', (server) => {
  it('gives the identity to exactly one of fifty people who arrive at once', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref, dataRef: 'order-55', userToken: await signUserToken(shop) });
    const answers = await Promise.all(people(50).map((psid) => server().deliver(referral(psid, ref))));
    expect(new Set(answers)).toEqual(new Set([200]));
    await server().settle();
    const { body } = await server().api('GET', `/v1/arrivals?ref=${ref}&limit=100`);
    const outcomes = body.data.map((arrival: { outcome: string }) => arrival.outcome);
    expect(outcomes.filter((outcome: string) => outcome === 'matched')).toHaveLength(1);
    expect(outcomes.filter((outcome: string) => outcome === 'refused')).toHaveLength(49);
    const links = await server().api('GET', `/v1/account-links?siteId=${shop.siteId}&siteUserId=42`);
    expect(links.body.data).toHaveLength(1);
    expect(links.body.data[0].psid).toBe(body.data.find((one: { outcome: string }) => one.outcome === 'matched').psid);
  });

  it('says of a refused arrival why, where it came from, and names no account', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref, userToken: await signUserToken(shop) });
    await server().deliver(referral('701', ref));
    await server().settle();
    await server().deliver(referral('702', ref));
    await server().settle();
    const { body } = await server().api('GET', '/v1/arrivals?psid=702');
    expect(body.data[0]).toMatchObject({
      outcome: 'refused',
      reason: 'ref_redeemed_by_other',
      entryPoint: shop.key,
      siteUserId: null,
    });
    expect(body.data[0].message).toContain('shared or leaked');
  });

  it('makes one link of the same person arriving fifty times', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref, userToken: await signUserToken(shop) });
    const events = Array.from({ length: 50 }, () => referral('703', ref));
    await Promise.all(events.map((event) => server().deliver(event)));
    await server().settle();
    const arrivals = await server().api('GET', `/v1/arrivals?ref=${ref}&limit=100`);
    expect(arrivals.body.data).toHaveLength(50);
    expect(new Set(arrivals.body.data.map((one: { siteUserId: string }) => one.siteUserId))).toEqual(new Set(['42']));
    const links = await server().api('GET', '/v1/account-links?psid=703');
    expect(links.body.data).toHaveLength(1);
  });

  it('matches a visit that is registered after its arrival', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await server().deliver(referral('704', ref));
    await server().settle();
    const before = await server().api('GET', '/v1/arrivals?psid=704');
    expect(before.body.data[0]).toMatchObject({
      outcome: 'matched',
      reason: 'visit_not_registered',
      entryPoint: shop.key,
    });
    const visit = await registerVisit(server(), shop, { ref, dataRef: 'late', userToken: await signUserToken(shop) });
    expect(visit.status).toBe(201);
    await server().settle();
    const after = await server().api('GET', '/v1/arrivals?psid=704');
    expect(after.body.data).toHaveLength(1);
    expect(after.body.data[0]).toMatchObject({ dataRef: 'late', siteUserId: '42', reason: null });
    const links = await server().api('GET', '/v1/account-links?psid=704');
    expect(links.body.data).toHaveLength(1);
  });

  it('gives the identity of a late registration to the first of two who had arrived', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await server().deliver(referral('705', ref));
    await server().settle();
    await server().deliver(referral('706', ref));
    await server().settle();
    await registerVisit(server(), shop, { ref, userToken: await signUserToken(shop) });
    await server().settle();
    const first = await server().api('GET', '/v1/arrivals?psid=705');
    const second = await server().api('GET', '/v1/arrivals?psid=706');
    expect(first.body.data[0]).toMatchObject({ outcome: 'matched', siteUserId: '42' });
    expect(second.body.data[0]).toMatchObject({ outcome: 'refused', reason: 'ref_redeemed_by_other' });
  });

  it('settles registration and arrival that race each other, whoever wins', async () => {
    const shop = await createShop(server());
    const rounds = people(20).map(async (psid, i) => {
      const ref = mintRef(shop.code);
      const userToken = await signUserToken(shop, { sub: `user-${i}` });
      await Promise.all([server().deliver(referral(psid, ref)), registerVisit(server(), shop, { ref, userToken })]);
    });
    await Promise.all(rounds);
    await server().settle();
    const { body } = await server().api('GET', `/v1/account-links?siteId=${shop.siteId}&pageId=${PAGE_ID}&limit=100`);
    const pairs = body.data.map((one: { psid: string; siteUserId: string }) => `${one.psid} ${one.siteUserId}`);
    expect(pairs.toSorted()).toEqual(
      people(20)
        .map((psid, i) => `${psid} user-${i}`)
        .toSorted(),
    );
  });

  it('links when a visit is registered while an arrival with its ref is being written', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    const { ctx } = server().server;
    await server().deliver({ recipient: { id: PAGE_ID }, timestamp: Date.now(), optin: { ref, user_ref: 'render-1' } });
    await server().settle();
    const arrive = ctx.storage.write(async () => {
      await handleLinkingEvent(ctx, arrivalEvent('707', ref));
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const register = registerVisit(server(), shop, { ref, userToken: await signUserToken(shop) });
    await Promise.all([arrive, register]);
    await server().settle();
    const { body } = await server().api('GET', '/v1/account-links?psid=707');
    expect(body.data.map((link: { siteUserId: string }) => link.siteUserId)).toEqual(['42']);
  });
});

function arrivalEvent(psid: string, ref: string): MessengerEvent {
  return {
    id: `evt_test_${psid}`,
    kind: 'referral',
    appId: '1',
    platform: 'messenger',
    pageId: PAGE_ID,
    psid,
    userRef: null,
    occurredAt: new Date(),
    isStandby: false,
    isFromPage: false,
    arrival: { ref, source: 'SHORTLINK', adId: null, isNewThread: false },
    detail: {
      ref,
      source: 'SHORTLINK',
      type: null,
      adId: null,
      ad: null,
      refererUri: null,
      isGuest: false,
      productId: null,
    },
    raw: {},
  };
}
