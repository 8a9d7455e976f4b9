import { sha256 } from '../../../server/base/crypto/hash.ts';
import { selectSession } from '../../../server/linking/login/store.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ShownPage, Tab } from './link-tab.ts';
import { type LoginWorld, startLoginWorld } from './login-world.ts';
import { CLIENT_ID, CLIENT_SECRET, type OidcIssuer, startOidcIssuer } from './oidc-issuer.ts';

describe('logging in by OpenID Connect', () => {
  let world: LoginWorld;
  let issuer: OidcIssuer;
  beforeAll(async () => {
    world = await startLoginWorld('sqlite');
    issuer = await startOidcIssuer(`${world.url}/link/return`);
  });
  afterAll(async () => {
    await world.stop();
    await issuer.close();
  });
  beforeEach(() => choose({}));

  const choose = async (change: object): Promise<void> => {
    const client = { kind: 'oidc', issuer: issuer.url, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
    await world.linking({ login: { ...client, scopes: ['openid', 'email'], ...change } });
    issuer.claims = { customer: 4711, email: 'ada@shop.example', email_verified: true };
  };
  const leave = async (): Promise<{ tab: Tab; page: ShownPage; address: string }> => {
    const { tab, page } = await world.open(await world.newPerson());
    return { tab, page, address: (await tab.send(page, '/link/login')).goesTo ?? '' };
  };
  /** Comes back to us with that address: first without the cookie, then with it. */
  const comeBack = async (tab: Tab, address: string): Promise<ShownPage> => {
    const returned = await tab.open(address);
    const after = await tab.open(returned.goesTo ?? '');
    return after.location === null ? after : await tab.open(after.location);
  };

  test('asks for a code with PKCE, a nonce, a state and a login that is not old', async () => {
    const { address } = await leave();
    const query = Object.fromEntries(new URL(address).searchParams);
    expect(query).toMatchObject({
      client_id: CLIENT_ID,
      response_type: 'code',
      redirect_uri: `${world.url}/link/return`,
      scope: 'openid email',
      code_challenge_method: 'S256',
      max_age: '300',
    });
    expect(query['code_challenge']).toMatch(/^[\w-]{43}$/);
    expect(query['nonce']).toMatch(/^[\w-]{43}$/);
    expect(query['state']).toMatch(/^[\w-]{43}$/);
  });

  test.each([
    [{}, 'account-1', 'a***@shop.example'],
    [{ subjectClaim: 'customer' }, '4711', 'a***@shop.example'],
    [{ subjectClaim: 'email' }, 'ada@shop.example', 'a***@shop.example'],
  ])('knows the account by the claim of %j', async (change, siteUserId, label) => {
    await choose(change);
    const { tab, address } = await leave();
    const decision = await comeBack(tab, await issuer.signIn(address, 'account-1'));
    expect(decision.html).toContain(label);
    await world.connect(tab, decision);
    const row = await sessionOf(world, decision);
    expect(row).toMatchObject({ siteUserId, step: 'confirmed' });
  });

  test.each([
    ['an address that nobody verified', { subjectClaim: 'email' }, { email_verified: false }],
    ['a claim that is missing', { subjectClaim: 'number' }, {}],
    ['a claim that is no name', { subjectClaim: 'customer' }, { customer: { id: 1 } }],
  ])('does not take %s for an account', async (_title, change, claims) => {
    await choose(change);
    Object.assign(issuer.claims, claims);
    const { tab, address } = await leave();
    const refused = await comeBack(tab, await issuer.signIn(address, 'account-1'));
    expect([refused.status, refused.html.includes('Logging in did not work')]).toEqual([403, true]);
  });

  test('does not take a code that was given for another session, nor a refusal, nor a wrong issuer', async () => {
    const mine = await leave();
    const other = await leave();
    const stolen = new URL(await issuer.signIn(other.address, 'account-2'));
    stolen.searchParams.set('state', new URL(mine.address).searchParams.get('state') ?? '');
    expect((await comeBack(mine.tab, stolen.href)).status).toBe(403);
    const denied = await leave();
    const state = new URL(denied.address).searchParams.get('state') ?? '';
    const query = new URLSearchParams({ error: 'access_denied', state, iss: issuer.url });
    expect((await comeBack(denied.tab, `/link/return?${query.toString()}`)).status).toBe(403);
    const mixed = await leave();
    const answer = new URL(await issuer.signIn(mixed.address, 'account-1'));
    answer.searchParams.set('iss', 'https://issuer.example');
    expect((await comeBack(mixed.tab, answer.href)).status).toBe(403);
  });

  test('does not take a login of which nobody says how old it is', async () => {
    const { tab, address } = await leave();
    const edited = new URL(address);
    edited.searchParams.delete('max_age');
    expect((await comeBack(tab, await issuer.signIn(edited.href, 'account-1'))).status).toBe(403);
  });

  test('does not take an answer once the site has chosen another client', async () => {
    const { tab, address } = await leave();
    const answer = await issuer.signIn(address, 'account-1');
    await choose({ clientId: 'another' });
    expect((await comeBack(tab, answer)).status).toBe(403);
  });

  test('lets somebody try again where it did not work', async () => {
    const { tab, page } = await world.open(await world.newPerson());
    await choose({ issuer: 'http://localhost:1' });
    const refused = await tab.send(page, '/link/login');
    expect([refused.status, refused.html.includes('Please try again')]).toEqual([403, true]);
    await choose({});
    const again = await tab.open(/href="(\/link\/session\/[^"]*)"/.exec(refused.html)?.[1] ?? '');
    expect((await tab.send(again, '/link/login')).goesTo).toContain(issuer.url);
  });

  test('says so, and tells whoever looks after it, where the site has no login', async () => {
    await world.linking({ login: null });
    const { page } = await world.open(await world.newPerson());
    expect([page.status, page.html.includes('has not set up how to log in')]).toEqual([409, true]);
  });
});

async function sessionOf(world: LoginWorld, page: ShownPage): Promise<object | undefined> {
  const id = page.forms[0]?.fields['session'] ?? '';
  return await world.server.server.ctx.storage.read((at) => selectSession(at, 'idHash', sha256(id)));
}
