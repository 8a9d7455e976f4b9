import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkCodeTables } from '../../../server/linking/index.ts';
import { readLinkCode, readLinkCodeRef, showLinkCode } from '../../../shared/link-code.ts';
import { type ApiAnswer, type Shop, signUserToken } from '../../support/server.ts';
import { type CodeWorld, startCodeWorld } from './code-world.ts';

test.each([
  ['CDFG-HJKM', 'CDFGHJKM'],
  [' cdfg hjkm ', 'CDFGHJKM'],
  ['c d f g — h j k m', 'CDFGHJKM'],
  ['ＣＤＦＧ－ＨＪＫ３', 'CDFGHJK3'],
  ['CDFG\u200bHJKM\u2060.', 'CDFGHJKM'],
  ['34679643', null],
  ['CDFGHJK', null],
  ['CDFGHJKMN', null],
  ['CDFG-HJK0', null],
  ['CDFG/HJKM', null],
  ['hallöchen', null],
  ['', null],
  ['CDFGHJKM'.padEnd(41), null],
])('the message %j is read as the code %j', (message, code) => {
  expect(readLinkCode(message)).toBe(code);
  if (code) expect(readLinkCode(showLinkCode(code))).toBe(code);
});

test.each([
  ['spring_CDFGHJKM', { entryPointCode: 'spring', code: 'CDFGHJKM' }],
  ['spring_34679643', null],
  ['spring_cdfghjkm', null],
  ['spring_CDFGHJKMCDFGHJKMCDFGHJ', null],
  ['CDFGHJKM', null],
])('the ref %j holds %j', (ref, halves) => {
  expect(readLinkCodeRef(ref)).toEqual(halves);
});

describe.each(['sqlite', 'postgres'] as const)('POST /v1/link-codes on %s', (dialect) => {
  let world: CodeWorld;
  beforeAll(async () => {
    world = await startCodeWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const ask = async (body: object, options: object = {}): Promise<ApiAnswer> =>
    await world.server.api('POST', '/v1/link-codes', { body, ...options });
  const told = ({ status, body }: ApiAnswer): [number, string | undefined] => [status, body.error?.code];
  const keyFor = async (shop: Shop, scopes: string[]): Promise<string> => {
    const { body } = await world.server.api('POST', '/v1/api-keys', {
      body: { name: 'k', scopes, siteId: shop.siteId },
    });
    return body.key;
  };

  test('gives a visitor a code with its link, its visit and the secret of that', async () => {
    const shop = await world.shop('match');
    const { status, body, headers } = await world.askCode(shop, 'ada', { dataRef: 'order-55' });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([201, 'https://shop.example']);
    expect(body).toMatchObject({ id: expect.stringMatching(/^ref_/), watchSecret: expect.stringMatching(/^.{43}$/) });
    expect(body.url).toMatch(new RegExp(`\\?ref=${shop.code}_${body.code.replace('-', '')}$`));
    const minutes = (Date.parse(body.expiresAt) - world.server.clock.now().getTime()) / 60_000;
    expect(Math.round(minutes)).toBe(10);
    const visit = await world.status({ ...body, ref: '' });
    expect(visit).toMatchObject({ state: 'waiting', account: { label: 'a***@shop.example' }, entryPoint: shop.key });
  });

  test('gives a back end one for the account it names, and keeps the name masked', async () => {
    const shop = await world.shop('match');
    const key = await keyFor(shop, ['account-links:write']);
    const body = { entryPoint: shop.key, siteUserId: 'ada', label: 'ada@shop.example' };
    const made = await ask(body, { key });
    expect(made.status).toBe(201);
    expect((await world.status({ ...made.body, ref: '' })).account).toEqual({ label: 'a***@shop.example' });
    const audit = await world.server.api('GET', '/v1/audit?limit=5');
    expect(
      audit.body.data.map(({ action, subject }: { action: string; subject: string }) => [action, subject]),
    ).toContainEqual(['link_code.created', made.body.id]);
    const other = await world.shop('match');
    expect(told(await ask(body, { key: await keyFor(other, ['account-links:write']) }))).toEqual([404, 'not_found']);
    expect(told(await ask(body, { key: await keyFor(shop, ['arrivals:read']) }))).toEqual([403, 'missing_scope']);
    expect(told(await ask(body, { key: null }))).toEqual([401, 'unauthenticated']);
  });

  test('refuses a proof that does not hold, and says why', async () => {
    const [shop, other] = [await world.shop('match'), await world.shop('match')];
    const token = { headers: { 'content-type': 'text/plain', origin: 'https://shop.example' }, key: null };
    expect(told(await ask({ entryPoint: shop.key }, token))).toEqual([400, 'invalid_request']);
    expect(told(await ask({ entryPoint: shop.key, userToken: 'x', siteUserId: 'ada' }, {}))).toEqual([
      400,
      'invalid_request',
    ]);
    const forged = await ask({ entryPoint: shop.key, userToken: 'x' }, token);
    expect(told(forged)).toEqual([409, 'link_code_refused']);
    expect(forged.body.error.message).toContain('not a JWT');
    const foreign = await world.askCode({ ...other, key: shop.key });
    expect(foreign.body.error.message).toContain('does not fit');
    expect(told(await ask({ entryPoint: 'nowhere', userToken: 'x' }, token))).toEqual([404, 'not_found']);
    const evil = { ...token, headers: { ...token.headers, origin: 'https://evil.example' } };
    expect(told(await ask({ entryPoint: shop.key, userToken: 'x' }, evil))).toEqual([403, 'origin_not_allowed']);
  });

  test('takes a user token once, for a visit or for a code, and burns none when it refuses', async () => {
    const shop = await world.shop('match');
    const jti = 'the-same-again';
    const body = { entryPoint: shop.key, userToken: await signUserToken(shop, { jti }) };
    const options = { key: null, headers: { 'content-type': 'text/plain', origin: 'https://shop.example' } };
    await world.server.api('PATCH', `/v1/entry-points/${shop.key}`, { body: { linkPolicy: 'off' } });
    expect((await ask(body, options)).body.error.message).toContain('link policy is off');
    await world.server.api('PATCH', `/v1/entry-points/${shop.key}`, { body: { linkPolicy: 'match' } });
    const both = await Promise.all([ask(body, options), ask(body, options)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.body.error.message).toContain('was used');
    const { ctx } = world.server.server;
    const rows = await ctx.storage.read((at) => at.db.select().from(linkCodeTables.of(at).linkCodes));
    expect(rows.filter(({ siteId }) => siteId === shop.siteId)).toHaveLength(1);
  });

  test('gives out none that could not lead anywhere: site too strict, no tokens taken, entry point out of use', async () => {
    const strict = await world.shop('match', { minimumAssurance: 'in-thread' });
    expect((await world.askCode(strict)).body.error.message).toContain('better proof');
    const shop = await world.shop('match');
    const mode = async (userTokens: object) =>
      await world.server.api('PATCH', `/v1/sites/${shop.siteId}`, { body: { userTokens } });
    await mode({ mode: 'observe' });
    expect((await world.askCode(shop)).body.error.message).toContain('takes no user tokens');
    await mode({ mode: 'enforce' });
    expect((await world.askCode(shop)).status).toBe(201);
    await world.server.api('POST', `/v1/entry-points/${shop.key}/archive`);
    expect(told(await world.askCode(shop))).toEqual([409, 'link_code_refused']);
  });

  test('gives an account five of sixteen that it asks for at once', async () => {
    const shop = await world.shop('match');
    const body = () => ({ entryPoint: shop.key, siteUserId: 'hasty' });
    const answers = await Promise.all(Array.from({ length: 16 }, () => ask(body())));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(5).fill(201), ...Array(11).fill(429)]);
  });

  test('gives an account five at a time, and an address thirty a minute', async () => {
    const shop = await world.shop('match');
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) statuses.push((await world.askCode(shop, 'greedy')).status);
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
    expect((await world.askCode(shop, 'modest')).status).toBe(201);
    const rest = await Promise.all(Array.from({ length: 30 }, () => world.askCode(shop, 'greedy')));
    expect(rest.some(({ body }) => body.error.message.includes('this address'))).toBe(true);
  });

  test('gives a site and a Page no more than three thousand at a time', async () => {
    const shop = await world.shop('match');
    const { ctx } = world.server.server;
    const createdAt = ctx.clock.now();
    const owner = { siteId: shop.siteId, pageId: 'p', entryPointKey: shop.key, refId: 'r', accountHash: 'a' };
    const rest = { ...owner, createdAt, expiresAt: createdAt, usedPsid: null, usedAt: null };
    const fill = async (from: number, to: number): Promise<void> =>
      await ctx.storage.write(async (tx) => {
        for (let i = from; i < to; i += 500) {
          const rows = Array.from({ length: Math.min(500, to - i) }, (_, n) => ({
            ...rest,
            hash: `${shop.key} ${i + n}`,
          }));
          await tx.db.insert(linkCodeTables.of(tx).linkCodes).values(rows);
        }
      });
    const asBackEnd = () => ask({ entryPoint: shop.key, siteUserId: 'ada' });
    await fill(0, 2999);
    expect((await asBackEnd()).status).toBe(201);
    expect(told(await asBackEnd())).toEqual([429, 'too_many_requests']);
  });

  test('keeps aliases from being shaped like the link of a code', async () => {
    const shop = await world.shop('match');
    const body = { aliases: ['spring_CDFGHJKM'] };
    const changed = await world.server.api('PATCH', `/v1/entry-points/${shop.key}`, { body });
    expect(told(changed)).toEqual([400, 'invalid_request']);
  });
});
