import { expect, it } from 'vitest';
import { purgeRefs, refTables } from '../../server/refs/index.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import {
  type ApiAnswer,
  createShop,
  mintRef,
  referral,
  registerVisit,
  type Shop,
  signUserToken,
  type TestServer,
} from '../support/server.ts';

interface Visit {
  readonly id: string;
  readonly watchSecret: string;
  readonly ref: string;
}

interface Listed {
  readonly action: string;
  readonly actorType: string;
  readonly actorId: string | null;
  readonly type: string;
}

async function register(server: TestServer, shop: Shop, claims: Record<string, unknown> | null = {}): Promise<Visit> {
  const userToken = claims ? await signUserToken(shop, claims) : undefined;
  return (await registerVisit(server, shop, { ref: mintRef(shop.code), userToken })).body;
}

async function connect(server: TestServer, shop: Shop, psid: string, claims = {}): Promise<Visit> {
  const visit = await register(server, shop, claims);
  await server.deliver(referral(psid, visit.ref));
  await server.settle();
  return visit;
}

const headersOf = (secret: string) => ({ 'watch-secret': secret, origin: 'https://shop.example' });
const unlink = (server: TestServer, { id, watchSecret }: Pick<Visit, 'id' | 'watchSecret'>): Promise<ApiAnswer> =>
  server.api('POST', `/v1/refs/${id}/unlink`, { key: null, headers: headersOf(watchSecret) });
const statusOf = async (server: TestServer, { id, watchSecret }: Visit) =>
  (await server.api('GET', `/v1/refs/${id}`, { key: null, headers: headersOf(watchSecret) })).body;
const stagesOf = (status: { stages: { stage: string }[] }) => status.stages.map(({ stage }) => stage);

async function linksOf(server: TestServer, shop: Shop): Promise<{ id: string; refId: string }[]> {
  return (await server.api('GET', `/v1/account-links?siteId=${shop.siteId}`)).body.data;
}

async function removals(server: TestServer, shop: Shop): Promise<{ audit: string[]; history: number }> {
  const audit = await server.api('GET', `/v1/audit?siteId=${shop.siteId}&limit=100`);
  const history = await server.api('GET', `/v1/account-links/history?siteId=${shop.siteId}`);
  const removed = audit.body.data.filter(({ action }: Listed) => action === 'account_link.removed');
  return {
    audit: removed.map(({ actorType, actorId }: Listed) => `${actorType} ${actorId}`),
    history: history.body.data.filter(({ type }: Listed) => type === 'removed').length,
  };
}

onBothDialects('unlinking by a visit', (server) => {
  it('ends the link it brought about, tells whoever watches, and writes down that the visit did it', async () => {
    const shop = await createShop(server());
    const visit = await connect(server(), shop, '1101');
    const closing = AbortSignal.timeout(40_000);
    const stream = await fetch(`${server().url}/v1/refs/${visit.id}/events`, {
      headers: headersOf(visit.watchSecret),
      signal: closing,
    });
    const { status, body } = await unlink(server(), visit);
    expect([status, body.state, body.id]).toEqual([200, 'arrived', visit.id]);
    expect(stagesOf(body)).toEqual(['registered', 'arrived', 'linked', 'unlinked']);
    let told = '';
    for await (const piece of stream.body ?? []) {
      told += Buffer.from(piece).toString('utf8');
      if (told.includes('"unlinked"')) break;
    }
    expect(told).toContain('"linked"');
    expect(await linksOf(server(), shop)).toEqual([]);
    expect(await removals(server(), shop)).toEqual({ audit: [`visitor ${visit.id}`], history: 1 });
  });

  it('changes nothing when it is done again, nor when eight do it at once', async () => {
    const shop = await createShop(server());
    const visit = await connect(server(), shop, '1102');
    const answers = await Promise.all(Array.from({ length: 8 }, () => unlink(server(), visit)));
    answers.push(await unlink(server(), visit));
    expect(answers.map(({ status, body }) => `${status} ${body.state}`)).toEqual(Array(9).fill('200 arrived'));
    expect(await removals(server(), shop)).toEqual({ audit: [`visitor ${visit.id}`], history: 1 });
  });

  it('answers the same 404 to every wrong secret and every wrong visit, whatever key comes along', async () => {
    const [shop, other] = [await createShop(server()), await createShop(server())];
    const visit = await connect(server(), shop, '1103');
    const stranger = await connect(server(), other, '1103');
    const neighbour = await register(server(), shop);
    const unregistered = mintRef(shop.code);
    await server().deliver(referral('1104', unregistered));
    await server().settle();
    const arrivals = await server().api('GET', '/v1/arrivals?psid=1104');
    const attempts = [
      { ...visit, watchSecret: '' },
      { ...visit, watchSecret: 'wrong' },
      { ...visit, watchSecret: stranger.watchSecret },
      { ...visit, watchSecret: neighbour.watchSecret },
      { id: 'ref_0000000000000000000000000', watchSecret: visit.watchSecret },
      { id: 'x', watchSecret: visit.watchSecret },
      { id: arrivals.body.data[0].refId, watchSecret: '' },
    ];
    for (const attempt of attempts) {
      const { status, body } = await unlink(server(), attempt);
      const { requestId: _, ...error } = body.error;
      expect([status, error]).toEqual([
        404,
        {
          code: 'not_found',
          message: 'No visit has this id and this secret.',
          hint: 'Both stand in the answer to the registration; the secret goes into the header watch-secret.',
        },
      ]);
    }
    const keyed = await server().api('POST', `/v1/refs/${visit.id}/unlink`, { headers: headersOf('wrong') });
    expect(keyed.status).toBe(404);
    expect(await linksOf(server(), shop)).toHaveLength(1);
    expect(await linksOf(server(), other)).toHaveLength(1);
  });

  it('is refused to a visit that brought about no link, and leaves the one that stood before', async () => {
    const shop = await createShop(server());
    const first = await connect(server(), shop, '1105');
    const again = await connect(server(), shop, '1105');
    const waiting = await register(server(), shop);
    const nobody = await register(server(), shop, null);
    for (const visit of [again, waiting, nobody]) {
      const { status, body } = await unlink(server(), visit);
      expect([status, body.error.code]).toEqual([409, 'not_linked']);
      expect(body.error.hint).toContain('DELETE /v1/account-links/{id}');
    }
    const status = await statusOf(server(), again);
    expect(status.state).toBe('linked');
    expect(status.stages.at(-1)).toMatchObject({ stage: 'linked', reason: 'linked_before' });
    expect(await linksOf(server(), shop)).toMatchObject([{ refId: first.id }]);
    expect(await removals(server(), shop)).toEqual({ audit: [], history: 0 });
  });

  it('leaves alone the link that has taken its place, and the other sites’ of the same thread', async () => {
    const [shop, other] = [await createShop(server()), await createShop(server())];
    const replaced = await connect(server(), shop, '1106', { sub: 'ada' });
    await connect(server(), other, '1106');
    const [link] = await linksOf(server(), shop);
    await server().api('DELETE', `/v1/account-links/${link?.id}`);
    const successor = await connect(server(), shop, '1106', { sub: 'grace' });
    expect((await unlink(server(), replaced)).status).toBe(200);
    expect(await linksOf(server(), shop)).toMatchObject([{ refId: successor.id }]);
    expect((await unlink(server(), successor)).body.state).toBe('arrived');
    expect(await linksOf(server(), shop)).toEqual([]);
    expect(await linksOf(server(), other)).toHaveLength(1);
  });

  it('frees the thread for the next visit, while the ended one stays spent', async () => {
    const shop = await createShop(server());
    const visit = await connect(server(), shop, '1107');
    await unlink(server(), visit);
    await server().deliver(referral('1107', visit.ref));
    await server().settle();
    expect(await linksOf(server(), shop)).toEqual([]);
    const next = await connect(server(), shop, '1107', { sub: 'grace' });
    expect(await linksOf(server(), shop)).toMatchObject([{ refId: next.id }]);
  });

  it('is open to pages of other origins, without credentials', async () => {
    const preflight = await fetch(`${server().url}/v1/refs/ref_1/unlink`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('watch-secret');
    const { headers, status } = await unlink(server(), { id: 'ref_1', watchSecret: '' });
    expect(status).toBe(404);
    expect(headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(headers.has('access-control-allow-credentials')).toBe(false);
  });

  it('is not to be had without end from one address', async () => {
    const calls = Array.from({ length: 70 }, () => unlink(server(), { id: 'ref_1', watchSecret: '' }));
    const refused = (await Promise.all(calls)).filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.body.error).toMatchObject({ code: 'too_many_requests', hint: expect.stringContaining('Wait') });
  });
});

onBothDialects('the account of a visit', (server) => {
  it('is told by its masked name to the visit that proved it, and kept in no other form', async () => {
    const shop = await createShop(server());
    const claims = { email: 'anna@shop.example', name: 'Anna Karenina', preferred_username: 'karenina' };
    const visit = await connect(server(), shop, '1110', claims);
    expect((await statusOf(server(), visit)).account).toEqual({ label: 'a***@shop.example' });
    const kept = await server().server.ctx.storage.read((at) => at.db.select().from(refTables.of(at).refs));
    expect(kept.map((row) => row.siteUserLabel)).toContain('a***@shop.example');
    expect(JSON.stringify(kept)).not.toMatch(/anna@|Anna|karenina/);
  });

  it('is not told where none was proven', async () => {
    const shop = await createShop(server());
    const forged = await signUserToken(
      shop,
      { email: 'anna@shop.example' },
      'another secret of thirty-two bytes or more',
    );
    const { body } = await registerVisit(server(), shop, { userToken: forged });
    expect((await statusOf(server(), body)).account).toBeNull();
    expect((await statusOf(server(), await register(server(), shop, null))).account).toBeNull();
  });

  it('is forgotten with what else the visit carried', async () => {
    const shop = await createShop(server());
    const visit = await register(server(), shop, { name: 'Ünal' });
    const { ctx } = server().server;
    const later = new Date(Date.now() + 91 * 86_400_000);
    await purgeRefs({ ...ctx, clock: { now: () => later } });
    const kept = await ctx.storage.read((at) => at.db.select().from(refTables.of(at).refs));
    expect(kept.find(({ id }) => id === visit.id)?.siteUserLabel).toBeNull();
    expect(JSON.stringify(kept)).not.toContain('Ü***');
  });
});
