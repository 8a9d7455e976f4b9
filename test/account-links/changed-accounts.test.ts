import { expect, it } from 'vitest';
import { accountLinkTables } from '../../server/account-links/index.ts';
import { arrivalTables } from '../../server/arrivals/index.ts';
import { refTables } from '../../server/refs/index.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import {
  type ApiAnswer,
  createShop,
  mintRef,
  referral,
  registerVisit,
  signUserToken,
  type TestServer,
} from '../support/server.ts';
import { linkWith, recordsOf } from './link-with.ts';

const change = (server: TestServer, what: 'rename' | 'merge' | 'erase', body: object): Promise<ApiAnswer> =>
  server.api('POST', `/v1/account-links/${what}`, { body });

/** A site where `ada` has the threads 1 and 2 and `grace` has 3, by ids that no other site of the run uses. */
async function withLinks(server: TestServer): Promise<{ siteId: string; usersOf: () => Promise<string[]> }> {
  const { siteId } = await createShop(server);
  for (const [psid, siteUserId] of [
    ['1', 'ada'],
    ['2', 'ada'],
    ['3', 'grace'],
  ] as const) {
    await linkWith(server, { siteId, siteUserId, psid, label: `${siteUserId[0]}***`, address: '203.0.113.7' });
  }
  const usersOf = async (): Promise<string[]> =>
    (await recordsOf(server, siteId)).links
      .map((link) => `${String(link['psid'])} ${String(link['siteUserId'])}`)
      .toSorted();
  return { siteId, usersOf };
}

async function auditOf(server: TestServer, siteId: string): Promise<string[]> {
  const { body } = await server.api('GET', `/v1/audit?siteId=${siteId}&limit=200`);
  return body.data.map((one: { action: string }) => one.action).toReversed();
}

onBothDialects('an account of a site', (server) => {
  it('keeps its threads under its new id, and saying so again changes nothing', async () => {
    const { siteId, usersOf } = await withLinks(server());
    const body = { siteId, from: 'ada', to: 'ada-2' };
    expect(await change(server(), 'rename', body)).toMatchObject({ status: 200, body: { links: 2 } });
    expect(await change(server(), 'rename', body)).toMatchObject({ status: 200, body: { links: 0 } });
    expect(await usersOf()).toEqual(['1 ada-2', '2 ada-2', '3 grace']);
    const { history, links } = await recordsOf(server(), siteId, '&siteUserId=ada-2');
    expect(history.map((event) => event['type']).toSorted()).toEqual(['created', 'created', 'renamed', 'renamed']);
    for (const link of links) expect(link).toMatchObject({ label: 'a***' });
    expect((await recordsOf(server(), siteId, '&siteUserId=ada')).history).toEqual([]);
    const audit = await auditOf(server(), siteId);
    expect(audit.filter((action) => action === 'account_link.renamed')).toHaveLength(2);
    expect(audit).toContain('site_user.renamed');
  });

  it('is not renamed into an account that has links: those are two accounts', async () => {
    const { siteId, usersOf } = await withLinks(server());
    const taken = await change(server(), 'rename', { siteId, from: 'ada', to: 'grace' });
    expect(taken).toMatchObject({ status: 409, body: { error: { code: 'already_exists' } } });
    const same = await change(server(), 'merge', { siteId, from: 'ada', into: 'ada' });
    expect(same).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } });
    expect(await usersOf()).toEqual(['1 ada', '2 ada', '3 grace']);
  });

  it('brings its threads along into the account it is merged with, each tied once', async () => {
    const { siteId, usersOf } = await withLinks(server());
    const body = { siteId, from: 'ada', into: 'grace' };
    expect((await change(server(), 'merge', body)).body).toEqual({ links: 2 });
    expect((await change(server(), 'merge', body)).body).toEqual({ links: 0 });
    expect(await usersOf()).toEqual(['1 grace', '2 grace', '3 grace']);
    expect(await auditOf(server(), siteId)).toContain('site_user.merged');
  });

  it('leaves visits and arrivals to the new id: a visit that was open is redeemed by it', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref, userToken: await signUserToken(shop, { sub: 'ada' }) });
    await change(server(), 'rename', { siteId: shop.siteId, from: 'ada', to: 'ada-2' });
    await server().deliver(referral('1101', ref));
    await server().settle();
    expect((await recordsOf(server(), shop.siteId)).links).toMatchObject([{ psid: '1101', siteUserId: 'ada-2' }]);
    await change(server(), 'merge', { siteId: shop.siteId, from: 'ada-2', into: 'eve' });
    const arrivals = await server().api('GET', '/v1/arrivals?psid=1101');
    expect(arrivals.body.data).toMatchObject([{ siteUserId: 'eve' }]);
  });

  it('is forgotten when the site deleted it: its links end, and neither its id nor its name is left', async () => {
    const shop = await createShop(server());
    const sub = `secret-user-${shop.key}`;
    const refs = [mintRef(shop.code), mintRef(shop.code)];
    for (const ref of refs) {
      const userToken = await signUserToken(shop, { sub, email: `${sub}@shop.example`, context: { plan: sub } });
      await registerVisit(server(), shop, { ref, userToken });
    }
    await server().deliver(referral('1102', refs[0]));
    await server().settle();
    await linkWith(server(), {
      siteId: shop.siteId,
      siteUserId: sub,
      psid: '1103',
      label: sub,
      address: '203.0.113.9',
    });
    const body = { siteId: shop.siteId, siteUserId: sub };
    expect(await change(server(), 'erase', body)).toMatchObject({ status: 200, body: { links: 2 } });
    expect((await change(server(), 'erase', body)).body).toEqual({ links: 0 });

    const kept = await server().server.ctx.storage.read(async (at) => [
      await at.db.select().from(accountLinkTables.of(at).accountLinks),
      await at.db.select().from(accountLinkTables.of(at).accountLinkEvents),
      await at.db.select().from(refTables.of(at).refs),
      await at.db.select().from(arrivalTables.of(at).arrivals),
    ]);
    expect(JSON.stringify(kept)).not.toContain(sub);
    const { links, history, notifications } = await recordsOf(server(), shop.siteId);
    expect(links).toEqual([]);
    expect(history.filter((event) => event['type'] === 'removed')).toMatchObject([
      { siteUserId: '', reason: 'site_user_erased', by: 'site', address: null },
      { siteUserId: '', reason: 'site_user_erased', by: 'site', address: null },
    ]);
    const removed = notifications.filter((one) => one['type'] === 'account_link.removed');
    expect(removed).toMatchObject([{ data: { siteUserId: '' } }, { data: { siteUserId: '' } }]);
    expect(await auditOf(server(), shop.siteId)).toContain('site_user.erased');
    // The ref that was still open names nobody any more.
    await server().deliver(referral('1104', refs[1]));
    await server().settle();
    expect((await recordsOf(server(), shop.siteId)).links).toEqual([]);
  });

  it('is changed only by a key of its site that may, and only at a site there is', async () => {
    const { siteId, usersOf } = await withLinks(server());
    const other = await createShop(server());
    const keys = [
      { name: 'reads', scopes: ['account-links:read'], siteId },
      { name: 'other', scopes: ['account-links:write'], siteId: other.siteId },
    ];
    const calls = { rename: { from: 'ada', to: 'x' }, merge: { from: 'ada', into: 'x' }, erase: { siteUserId: 'ada' } };
    for (const key of keys) {
      const made = await server().api('POST', '/v1/api-keys', { body: key });
      for (const [what, body] of Object.entries(calls)) {
        const options = { body: { ...body, siteId }, key: made.body.key };
        const refused = await server().api('POST', `/v1/account-links/${what}`, options);
        expect(refused.body.error.code).toBe('missing_scope');
      }
    }
    const nowhere = await change(server(), 'erase', { siteId: 'site_none', siteUserId: 'ada' });
    expect(nowhere.body.error.code).toBe('not_found');
    await change(server(), 'erase', { siteId: other.siteId, siteUserId: 'ada' });
    expect(await usersOf()).toEqual(['1 ada', '2 ada', '3 grace']);
  });

  it('ends whole however changes race: merges both ways, a rename, and new links of either', async () => {
    const { siteId, usersOf } = await withLinks(server());
    const answers = await Promise.all([
      change(server(), 'merge', { siteId, from: 'ada', into: 'grace' }),
      change(server(), 'merge', { siteId, from: 'grace', into: 'ada' }),
      linkWith(server(), { siteId, siteUserId: 'ada', psid: '4' }),
      change(server(), 'merge', { siteId, from: 'ada', into: 'grace' }),
      linkWith(server(), { siteId, siteUserId: 'grace', psid: '1', onConflict: 'replace-with-notice' }),
      linkWith(server(), { siteId, siteUserId: 'grace', psid: '4' }),
    ]);
    expect(answers.map((answer) => ('status' in answer ? answer.status : 200))).toEqual(Array(6).fill(200));
    const users = await usersOf();
    expect(users.map((line) => line.split(' ')[0]).toSorted()).toEqual(['1', '2', '3', '4']);
    const olds = users.filter((line) => /^[23]/.test(line)).map((line) => line.split(' ')[1]);
    expect(new Set(olds).size).toBe(1);
    const { history, links } = await recordsOf(server(), siteId);
    const count = (type: string): number => history.filter((event) => event['type'] === type).length;
    expect(count('created') - count('removed')).toBe(links.length);
  });
});
