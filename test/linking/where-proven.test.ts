import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR, later } from '../../server/base/clock.ts';
import { purgeRefs, refTables } from '../../server/refs/index.ts';
import { signUserToken } from '../support/server.ts';
import { type CodeWorld, startCodeWorld } from './codes/code-world.ts';
import type { Visit } from './linking-world.ts';

const HERE = { type: 'created', address: '127.0.0.0/24', agent: 'node' };

describe.each(['sqlite', 'postgres'] as const)('the history of a link, on %s', (dialect) => {
  let world: CodeWorld;
  beforeAll(async () => {
    world = await startCodeWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const originOf = async (psid: string) => {
    const { body } = await world.server.api('GET', `/v1/account-links/history?psid=${psid}`);
    expect(body.data).toHaveLength(1);
    return body.data[0];
  };
  const keptOf = async (refId: string) =>
    await world.server.server.ctx.storage.read(async (at) => {
      const { id, siteUserId, address, agent } = refTables.of(at).refs;
      return (await at.db.select({ siteUserId, address, agent }).from(refTables.of(at).refs).where(eq(id, refId)))[0];
    });
  const agree = async (policy: string, psid: string, visit: Visit): Promise<void> => {
    if (policy === 'match') await world.answer(psid, String((await world.numbers(psid, visit)).right));
    if (policy === 'confirm-in-thread') await world.answer(psid, 'connect');
    if (policy === 'confirm-on-site') await world.confirm(visit, 'connect');
  };

  test.each(['direct', 'match', 'confirm-in-thread', 'confirm-on-site'])(
    'says from which network and browser the account was proven: %s',
    async (policy) => {
      const [shop, psid] = [await world.shop(policy), world.newPerson()];
      const visit = await world.begin(shop, psid);
      await agree(policy, psid, visit);
      expect(await originOf(psid)).toMatchObject({ ...HERE, refId: visit.id });
    },
  );

  test('says so too of an arrival that was faster than its visit', async () => {
    const [shop, psid] = [await world.shop('direct'), world.newPerson()];
    const ref = `${shop.code}_${'A'.repeat(22)}`;
    await world.arrive(psid, { id: '', watchSecret: '', ref });
    await world.visit(shop, 'ada', ref);
    await world.server.settle();
    expect(await originOf(psid)).toMatchObject(HERE);
  });

  test('names the browser that asked for a code, and nobody where a back end did', async () => {
    const shop = await world.shop('match');
    const body = { entryPoint: shop.key, siteUserId: 'grace' };
    const byBackEnd = await world.server.api('POST', '/v1/link-codes', { body });
    const byBrowser = await world.code(shop);
    expect(await keptOf(byBrowser.id)).toEqual({ siteUserId: 'ada', address: HERE.address, agent: HERE.agent });
    expect(await keptOf(byBackEnd.body.id)).toEqual({ siteUserId: 'grace', address: null, agent: null });
  });

  test('names nobody where a back end registers a visit, and forgets after a day what nobody redeemed', async () => {
    const shop = await world.shop('match');
    const userToken = await signUserToken(shop, { sub: 'ada' });
    const own = await world.server.api('POST', '/v1/refs', { body: { entryPoint: shop.key, userToken } });
    expect(await keptOf(own.body.id)).toEqual({ siteUserId: 'ada', address: null, agent: null });
    const visit = await world.visit(shop);
    const { ctx } = world.server.server;
    const inDays = (days: number) => ({ now: () => later(new Date(), days * DAY + HOUR) });
    await purgeRefs({ ...ctx, clock: inDays(0) });
    expect(await keptOf(visit.id)).toMatchObject({ address: HERE.address, agent: HERE.agent });
    await purgeRefs({ ...ctx, clock: inDays(1) });
    expect(await keptOf(visit.id)).toEqual({ siteUserId: 'ada', address: null, agent: null });
  });

  test('is silent where the account has been erased', async () => {
    const shop = await world.shop('direct');
    const visit = await world.visit(shop, 'erased');
    const erasure = { siteId: shop.siteId, siteUserId: 'erased' };
    expect((await world.server.api('POST', '/v1/account-links/erase', { body: erasure })).status).toBe(200);
    expect(await keptOf(visit.id)).toEqual({ siteUserId: null, address: null, agent: null });
  });
});
