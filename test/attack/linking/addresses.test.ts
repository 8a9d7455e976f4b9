import { request } from 'node:http';
import { expect, test } from 'vitest';
import { onBothDialects } from '../../support/both-dialects.ts';
import { createShop, mintRef, referral, registerVisit, type Shop, signUserToken } from '../../support/server.ts';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
}

/** Asks as somebody who calls the server by another name. */
function askAs(url: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: body === undefined ? 'GET' : 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      const told = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: Object.fromEntries(told), text }));
    });
    call.on('error', reject).end(body);
  });
}

const EVIL = {
  host: 'evil.example',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'evil',
  forwarded: 'host=evil.example',
  'x-original-url': '/evil.example',
};

onBothDialects('attacks by addresses and refs', (server) => {
  const linksOf = async (psid: string) => (await server().api('GET', `/v1/account-links?psid=${psid}`)).body.data;
  const visitOf = async (shop: Shop) => {
    const ref = mintRef(shop.code);
    const { body } = await registerVisit(server(), shop, { ref, userToken: await signUserToken(shop) });
    return { ...body, ref };
  };

  test('no answer repeats the host that a request names, whoever keeps it', async () => {
    const shop = await createShop(server(), { linkPolicy: 'match' });
    const { url } = server();
    const visit = JSON.stringify({ entryPoint: shop.key });
    const answers = [
      await askAs(`${url}/v1/refs`, { ...EVIL, 'content-type': 'text/plain' }, visit),
      await askAs(`${url}/go/${shop.key}`, EVIL),
      await askAs(`${url}/v1/entry-points/${shop.key}/config`, EVIL),
      await askAs(`${url}/v1/entry-points/${shop.key}`, {
        ...EVIL,
        authorization: 'Bearer tt_test_master_key_0123456789',
      }),
      await askAs(`${url}/widget.js`, EVIL),
      await askAs(`${url}/openapi.json`, EVIL),
      await askAs(`${url}/link/web/guessed`, EVIL),
      await askAs(`${url}/nowhere`, EVIL),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 302, 200, 200, 200, 200, 410, 404]);
    for (const { headers, text } of answers) expect(JSON.stringify(headers) + text).not.toContain('evil');
  });

  test('what caches keep is the same for every origin, or says that it is not', async () => {
    const shop = await createShop(server());
    for (const path of [`/v1/entry-points/${shop.key}/config`, '/widget.js', `/go/${shop.key}`, '/openapi.json']) {
      const asked = ['https://shop.example', 'https://evil.example'].map((origin) =>
        askAs(server().url + path, { origin, 'x-forwarded-host': 'evil.example' }),
      );
      const [own, evil] = await Promise.all(asked);
      const isKept = [own, evil].some((one) => !/no-store/.test(one?.headers['cache-control'] ?? ''));
      const isTheSame = own?.text === evil?.text;
      const varies = [own, evil].every((one) => /origin/i.test(one?.headers['vary'] ?? ''));
      expect([path, !isKept || isTheSame || varies]).toEqual([path, true]);
      const allowed = evil?.headers['access-control-allow-origin'];
      expect([path, allowed === undefined || allowed === '*' || varies]).toEqual([path, true]);
      expect(evil?.headers['access-control-allow-credentials']).toBeUndefined();
    }
  });

  test("a visit's secret counts in its header alone: in an address it would be told to others", async () => {
    const shop = await createShop(server());
    const { id, watchSecret } = await visitOf(shop);
    for (const query of [`watch-secret=${watchSecret}`, `watchSecret=${watchSecret}`, `secret=${watchSecret}`]) {
      for (const path of ['', '/events']) {
        expect((await server().api('GET', `/v1/refs/${id}${path}?${query}`, { key: null })).status).toBe(404);
      }
    }
    const cookie = { cookie: `watch-secret=${watchSecret}; watchSecret=${watchSecret}` };
    expect((await server().api('GET', `/v1/refs/${id}`, { key: null, headers: cookie })).status).toBe(404);
    const own = await server().api('GET', `/v1/refs/${id}`, { key: null, headers: { 'watch-secret': watchSecret } });
    expect([own.status, own.headers.get('referrer-policy'), own.headers.get('cache-control')]).toEqual([
      200,
      'no-referrer',
      'no-store',
    ]);
  });

  test('a ref is worth nothing once it is edited: not with the code of an easier entry point, nor with other letters', async () => {
    const strict = await createShop(server(), { linkPolicy: 'match' });
    const key = `easy-${strict.key}`;
    const fields = { siteId: strict.siteId, pageId: '9007199254740995', key, variant: 'button', linkPolicy: 'direct' };
    const easy = (await server().api('POST', '/v1/entry-points', { body: fields })).body;
    const { ref } = await visitOf(strict);
    const random = ref.slice(strict.code.length + 1);
    const edited = [
      `${easy.code}_${random}`,
      `${easy.code}_${ref}`,
      `${strict.code}_${random.toUpperCase()}`,
      `${strict.code}_${random}A`,
      `${strict.code}_${random.slice(0, -1)}`,
      mintRef(strict.code),
      mintRef(easy.code),
    ];
    const psids = edited.map((_, i) => `6100${Math.floor(Math.random() * 1e6)}${i}`);
    await server().deliver(...edited.map((each, i) => referral(psids[i] ?? '', each)));
    await server().settle();
    for (const psid of psids) {
      expect(await linksOf(psid)).toEqual([]);
      const { body } = await server().api('GET', `/v1/arrivals?psid=${psid}`);
      expect(body.data).toMatchObject([{ siteUserId: null }]);
      expect((await server().api('GET', `/v1/messages?psid=${psid}`)).body.data).toEqual([]);
    }
  });

  test('nobody learns of a visit by trying: its id, its ref and its registration tell nothing', async () => {
    const shop = await createShop(server());
    const visits = await Promise.all(Array.from({ length: 20 }, () => visitOf(shop)));
    const tails = visits.map(({ id }) => id.slice(-12));
    expect(new Set(tails).size).toBe(20);
    const guess = { key: null, headers: { 'watch-secret': visits[0]?.watchSecret ?? '' } };
    const answers = await Promise.all(visits.slice(1).map(({ id }) => server().api('GET', `/v1/refs/${id}`, guess)));
    const unknown = await server().api('GET', '/v1/refs/ref_0000000000000000000000000', guess);
    const plain = ({ status, body }: typeof unknown) => JSON.stringify([status, { ...body.error, requestId: '' }]);
    expect(new Set(answers.map(plain))).toEqual(new Set([plain(unknown)]));
    const byHash = await server().api('GET', `/v1/refs/${visits[1]?.ref}`, guess);
    expect(plain(byHash)).toBe(plain(unknown));
  });
});
