import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import {
  createShop,
  mintRef,
  referral,
  registerVisit,
  type Shop,
  signUserToken,
  type TestServer,
} from '../support/server.ts';

async function arriveAs(server: TestServer, shop: Shop, psid: string, siteUserId: string): Promise<string> {
  const ref = mintRef(shop.code);
  await registerVisit(server, shop, { ref, userToken: await signUserToken(shop, { sub: siteUserId }) });
  await server.deliver(referral(psid, ref));
  await server.settle();
  return ref;
}

/** The accounts that the arrivals of a person name, newest first. What names none has no word of the site's either. */
async function handedOut(server: TestServer, psid: string): Promise<(string | null)[]> {
  const { body } = await server.api('GET', `/v1/arrivals?psid=${psid}`);
  const arrivals: { siteUserId: string | null; signedContext: unknown }[] = body.data;
  return arrivals.map(({ siteUserId, signedContext }) => {
    if (siteUserId === null) expect(signedContext).toBeNull();
    return siteUserId;
  });
}

onBothDialects('account links', (server) => {
  it('refuse a second account of the site for a thread, keep the first, and write it down', async () => {
    const shop = await createShop(server());
    await arriveAs(server(), shop, '901', 'ada');
    const ref = await arriveAs(server(), shop, '901', 'grace');
    const links = await server().api('GET', '/v1/account-links?psid=901');
    expect(links.body.data.map((link: { siteUserId: string }) => link.siteUserId)).toEqual(['ada']);
    const arrivals = await server().api('GET', `/v1/arrivals?ref=${ref}`);
    expect(arrivals.body.data[0]).toMatchObject({
      outcome: 'refused',
      reason: 'account_link_conflict',
      siteUserId: null,
    });
    const history = await server().api('GET', '/v1/account-links/history?psid=901');
    expect(history.body.data.map((event: { type: string }) => event.type)).toEqual(['refused', 'created']);
  });

  it('join many threads to one account', async () => {
    const shop = await createShop(server());
    await arriveAs(server(), shop, '902', 'ada');
    await arriveAs(server(), shop, '903', 'ada');
    const { body } = await server().api('GET', `/v1/account-links?siteId=${shop.siteId}&siteUserId=ada`);
    expect(body.data.map((link: { psid: string }) => link.psid).toSorted()).toEqual(['902', '903']);
  });

  it('of two sites on one Page do not disturb each other', async () => {
    const [shop, other] = [await createShop(server()), await createShop(server())];
    await arriveAs(server(), shop, '904', 'ada');
    await arriveAs(server(), other, '904', 'someone-else');
    const { body } = await server().api('GET', '/v1/account-links?psid=904');
    expect(body.data).toHaveLength(2);
  });

  it('can be removed, keep their history, and leave the thread free for another account', async () => {
    const shop = await createShop(server());
    await arriveAs(server(), shop, '905', 'ada');
    const { body } = await server().api('GET', '/v1/account-links?psid=905');
    const removed = await server().api('DELETE', `/v1/account-links/${body.data[0].id}`);
    expect(removed.body.removedAt).toMatch(/Z$/);
    await arriveAs(server(), shop, '905', 'grace');
    const all = await server().api('GET', '/v1/account-links?psid=905&includeRemoved=true');
    expect(all.body.data.map((link: { siteUserId: string }) => link.siteUserId)).toEqual(['grace', 'ada']);
    const twice = await server().api('DELETE', `/v1/account-links/${body.data[0].id}`);
    expect(twice.status).toBe(404);
  });

  it('come with what the site itself said in its token, which a visitor cannot write', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    const userToken = await signUserToken(shop, { context: { tier: 'gold', cart: [1, 2] } });
    await registerVisit(server(), shop, { ref, userToken });
    await server().deliver(referral('909', ref));
    await server().deliver(referral('910', ref));
    await server().settle();
    const { body } = await server().api('GET', `/v1/arrivals?ref=${ref}`);
    const byOutcome = new Map(body.data.map((one: { outcome: string }) => [one.outcome, one]));
    expect(byOutcome.get('matched')).toMatchObject({ signedContext: { tier: 'gold', cart: [1, 2] } });
    expect(byOutcome.get('refused')).toMatchObject({ signedContext: null });
  });

  it('are not made where the policy is off, and the arrival says so', async () => {
    const shop = await createShop(server(), { linkPolicy: 'off' });
    await arriveAs(server(), shop, '906', 'ada');
    expect((await server().api('GET', '/v1/account-links?psid=906')).body.data).toEqual([]);
    const { body } = await server().api('GET', '/v1/arrivals?psid=906');
    expect(body.data[0]).toMatchObject({ outcome: 'matched', reason: 'link_policy_off', siteUserId: null });
  });

  it('are not made for a visit whose entry point was archived meanwhile, which still attributes', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref, userToken: await signUserToken(shop) });
    await server().api('POST', `/v1/entry-points/${shop.key}/archive`);
    await server().deliver(referral('907', ref));
    await server().settle();
    const { body } = await server().api('GET', '/v1/arrivals?psid=907');
    expect(body.data[0]).toMatchObject({ entryPoint: shop.key, reason: 'entry_point_archived', siteUserId: null });
  });

  it('of another site are invisible to a key of one site, and cannot be removed with it', async () => {
    const [shop, other] = [await createShop(server()), await createShop(server())];
    await arriveAs(server(), shop, '908', 'ada');
    const key = await server().api('POST', '/v1/api-keys', {
      body: { name: 'other', scopes: ['account-links:read', 'account-links:write'], siteId: other.siteId },
    });
    const seen = await server().api('GET', `/v1/account-links?siteId=${shop.siteId}`, { key: key.body.key });
    expect(seen.body.data).toEqual([]);
    const all = await server().api('GET', '/v1/account-links?psid=908');
    const removed = await server().api('DELETE', `/v1/account-links/${all.body.data[0].id}`, { key: key.body.key });
    expect(removed.status).toBe(404);
  });

  it('do not come about by a later tap on a spent link: not after an unlink, a refusal, or a change of policy', async () => {
    const shop = await createShop(server());
    const spent = await arriveAs(server(), shop, '920', 'ada');
    const links = await server().api('GET', '/v1/account-links?psid=920');
    await server().api('DELETE', `/v1/account-links/${links.body.data[0].id}`);
    await server().deliver(referral('920', spent));
    await server().settle();
    expect((await server().api('GET', '/v1/account-links?psid=920')).body.data).toEqual([]);
    expect(await handedOut(server(), '920')).toEqual([null, 'ada']);

    await arriveAs(server(), shop, '921', 'ada');
    const refused = await arriveAs(server(), shop, '921', 'grace');
    const standing = await server().api('GET', '/v1/account-links?psid=921');
    await server().api('DELETE', `/v1/account-links/${standing.body.data[0].id}`);
    await server().deliver(referral('921', refused));
    await server().settle();
    expect((await server().api('GET', '/v1/account-links?psid=921')).body.data).toEqual([]);
    expect(await handedOut(server(), '921')).toEqual([null, null, 'ada']);

    const off = await createShop(server(), { linkPolicy: 'off' });
    const early = await arriveAs(server(), off, '922', 'ada');
    await server().api('PATCH', `/v1/entry-points/${off.key}`, { body: { linkPolicy: 'direct' } });
    await server().deliver(referral('922', early));
    await server().settle();
    expect((await server().api('GET', '/v1/account-links?psid=922')).body.data).toEqual([]);
    expect(await handedOut(server(), '922')).toEqual([null, null]);
  });

  it('hand out the account to a later tap for as long as they stand', async () => {
    const shop = await createShop(server());
    const ref = await arriveAs(server(), shop, '925', 'ada');
    await server().deliver(referral('925', ref));
    await server().settle();
    expect(await handedOut(server(), '925')).toEqual(['ada', 'ada']);
    const weak = await createShop(server());
    await server().api('PATCH', `/v1/sites/${weak.siteId}`, { body: { linking: { minimumAssurance: 'match' } } });
    const spent = await arriveAs(server(), weak, '926', 'ada');
    await server().deliver(referral('926', spent));
    await server().settle();
    expect(await handedOut(server(), '926')).toEqual([null, null]);
  });

  it('show to the visit that they were removed', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    const visit = await registerVisit(server(), shop, { ref, userToken: await signUserToken(shop) });
    await server().deliver(referral('923', ref));
    await server().settle();
    const links = await server().api('GET', '/v1/account-links?psid=923');
    await server().api('DELETE', `/v1/account-links/${links.body.data[0].id}`);
    const headers = { 'watch-secret': visit.body.watchSecret };
    const { body } = await server().api('GET', `/v1/refs/${visit.body.id}`, { key: null, headers });
    expect(body.state).toBe('arrived');
    expect(body.stages.map((one: { stage: string }) => one.stage)).toEqual([
      'registered',
      'arrived',
      'linked',
      'unlinked',
    ]);
  });

  it('leave nothing of a refused account in the arrival', async () => {
    const shop = await createShop(server());
    await arriveAs(server(), shop, '924', 'ada');
    const ref = mintRef(shop.code);
    const userToken = await signUserToken(shop, { sub: 'grace', context: { tier: 'gold' } });
    await registerVisit(server(), shop, { ref, userToken });
    await server().deliver(referral('924', ref));
    await server().settle();
    const { body } = await server().api('GET', `/v1/arrivals?ref=${ref}`);
    expect(body.data[0]).toMatchObject({ outcome: 'refused', siteUserId: null, signedContext: null });
  });
});
