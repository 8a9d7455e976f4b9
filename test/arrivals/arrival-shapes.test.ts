import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, mintRef, PAGE_ID, registerVisit, signUserToken, tick } from '../support/server.ts';

const recipient = { id: PAGE_ID };

/** The five shapes a click comes back in, each with a ref. */
const SHAPES = {
  'an opt-in with a sender': ['opt_in', (psid: string, ref: string) => ({ sender: { id: psid }, optin: { ref } })],
  'a postback with a referral': [
    'postback',
    (psid: string, ref: string) => ({
      sender: { id: psid },
      postback: {
        mid: `m_${psid}`,
        title: 'Get Started',
        payload: 'GET_STARTED',
        referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' },
      },
    }),
  ],
  'a referral': [
    'referral',
    (psid: string, ref: string) => ({
      sender: { id: psid },
      referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' },
    }),
  ],
  'a message with a referral': [
    'message',
    (psid: string, ref: string) => ({
      sender: { id: psid },
      message: {
        mid: `m_${psid}`,
        text: 'hi',
        referral: { ref, source: 'ADS', type: 'OPEN_THREAD', ad_id: '6045246247433' },
      },
    }),
  ],
} as const;

let people = 0;
const nextPsid = (): string => `90071992547${(50_000 + people++).toString()}`;

onBothDialects('arrivals', (server) => {
  it.each(Object.entries(SHAPES))(
    'come from %s, matched by visit ref, code or alias',
    async (_title, [kind, shape]) => {
      const shop = await createShop(server(), { aliases: [`printed:2019 ${kind}/${people}`] });
      const ref = mintRef(shop.code);
      await registerVisit(server(), shop, { ref, dataRef: 'order-55', userToken: await signUserToken(shop) });
      const psids = [nextPsid(), nextPsid(), nextPsid()];
      const alias = (await server().api('GET', `/v1/entry-points/${shop.key}`)).body.aliases[0];
      const refs = [ref, shop.code, alias];
      for (const [i, psid] of psids.entries()) {
        const event = { recipient, timestamp: tick(), ...shape(psid, refs[i] ?? '') };
        expect(await server().deliver(event)).toBe(200);
      }
      await server().settle();
      const { body } = await server().api('GET', `/v1/arrivals?entryPoint=${shop.key}`);
      const byPsid = new Map(body.data.map((one: { psid: string }) => [one.psid, one]));
      expect(byPsid.get(psids[0])).toMatchObject({
        kind,
        ref: null,
        refId: expect.stringMatching(/^ref_/),
        dataRef: 'order-55',
        siteUserId: '42',
        outcome: 'matched',
      });
      const isNewThread = { opt_in: null, postback: true, referral: false, message: null }[kind];
      expect(byPsid.get(psids[1])).toMatchObject({
        kind,
        isNewThread,
        landing: null,
        ref: shop.code,
        siteUserId: null,
        outcome: 'matched',
      });
      expect(byPsid.get(psids[2])).toMatchObject({ kind, ref: alias, outcome: 'matched' });
    },
  );

  it('come from an opt-in without a sender: the context counts, the identity stays unspent', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref, dataRef: 'cart-7', userToken: await signUserToken(shop) });
    await server().deliver({ recipient, timestamp: tick(), optin: { ref, user_ref: 'render-81' } });
    await server().settle();
    const { body } = await server().api('GET', `/v1/arrivals?ref=${ref}`);
    expect(body.data[0]).toMatchObject({
      kind: 'opt_in',
      psid: null,
      userRef: 'render-81',
      dataRef: 'cart-7',
      siteUserId: null,
      reason: 'psid_unknown',
    });
    const psid = nextPsid();
    await server().deliver({ recipient, timestamp: tick(), ...SHAPES['a referral'][1](psid, ref) });
    await server().settle();
    const later = await server().api('GET', `/v1/arrivals?psid=${psid}`);
    expect(later.body.data[0]).toMatchObject({ siteUserId: '42', outcome: 'matched' });
  });

  it('without a ref are kept as unmatched, with the reason', async () => {
    const psid = nextPsid();
    await createShop(server());
    await server().deliver({ recipient, timestamp: tick(), sender: { id: psid }, optin: {} });
    await server().settle();
    const { body } = await server().api('GET', `/v1/arrivals?psid=${psid}`);
    expect(body.data[0]).toMatchObject({ outcome: 'unmatched', reason: 'no_ref', ref: null });
  });

  it('with a ref nobody knows are kept and grouped', async () => {
    await createShop(server());
    for (const psid of [nextPsid(), nextPsid(), nextPsid()]) {
      await server().deliver({ recipient, timestamp: tick(), ...SHAPES['a referral'][1](psid, 'summer-2019') });
    }
    await server().settle();
    const { body } = await server().api('GET', `/v1/unmatched-refs?pageId=${PAGE_ID}`);
    const group = body.data.find((one: { ref: string }) => one.ref === 'summer-2019');
    expect(group).toMatchObject({ count: 3, pageId: PAGE_ID });
    const arrivals = await server().api('GET', '/v1/arrivals?ref=summer-2019');
    expect(arrivals.body.data[0]).toMatchObject({ outcome: 'unmatched', reason: 'unknown_ref', ref: 'summer-2019' });
  });

  it('never show a visit ref, not even one of an unknown entry point', async () => {
    const psid = nextPsid();
    const ref = mintRef('nobodyscode');
    await server().deliver({ recipient, timestamp: tick(), ...SHAPES['a referral'][1](psid, ref) });
    await server().settle();
    const [arrivals, groups] = [
      await server().api('GET', `/v1/arrivals?psid=${psid}`),
      await server().api('GET', '/v1/unmatched-refs'),
    ];
    expect(arrivals.body.data[0]).toMatchObject({ outcome: 'unmatched', ref: null });
    expect(JSON.stringify([arrivals.body, groups.body])).not.toContain(ref);
  });

  it('with a ref of another Page are not attributed', async () => {
    const shop = await createShop(server(), { pageId: '77001' });
    const psid = nextPsid();
    await server().deliver({ recipient, timestamp: tick(), ...SHAPES['a referral'][1](psid, mintRef(shop.code)) });
    await server().settle();
    const { body } = await server().api('GET', `/v1/arrivals?psid=${psid}`);
    expect(body.data[0]).toMatchObject({ outcome: 'unmatched', reason: 'ref_of_another_page', entryPoint: null });
  });

  it('tell the first and the last touch by when they happened, not by when they were heard of', async () => {
    const [first, last] = [await createShop(server()), await createShop(server())];
    const psid = nextPsid();
    const at = Date.now() - 5000;
    const came = (code: string, timestamp: number) => ({
      recipient,
      ...SHAPES['a referral'][1](psid, code),
      timestamp,
    });
    await server().deliver(came(last.code, at + 2000));
    await server().settle();
    await server().deliver(came(first.code, at));
    await server().settle();
    const { body } = await server().api('GET', `/v1/arrivals/touches?pageId=${PAGE_ID}&psid=${psid}`);
    expect(body.first.entryPoint).toBe(first.key);
    expect(body.last.entryPoint).toBe(last.key);
  });

  it('open the messaging window of the thread', async () => {
    const shop = await createShop(server());
    const psid = nextPsid();
    const timestamp = Date.now() - 60_000;
    await server().deliver({ recipient, ...SHAPES['a referral'][1](psid, shop.code), timestamp });
    await server().deliver({
      recipient,
      sender: { id: psid },
      timestamp: timestamp + 9000,
      read: { watermark: timestamp },
    });
    await server().settle();
    const { body } = await server().api('GET', `/v1/threads?pageId=${PAGE_ID}&psid=${psid}`);
    expect(body.data[0]).toMatchObject({
      messagingWindowClosesAt: new Date(timestamp + 24 * 3_600_000).toISOString(),
      lastSeenAt: new Date(timestamp + 9000).toISOString(),
    });
  });

  it('come from a notification opt-in that was opened by a link', async () => {
    const shop = await createShop(server());
    const psid = nextPsid();
    const optin = { type: 'notification_messages', ref: shop.code, notification_messages_token: '62' };
    await server().deliver({ recipient, timestamp: tick(), sender: { id: psid }, optin });
    await server().settle();
    const { body } = await server().api('GET', `/v1/arrivals?psid=${psid}`);
    expect(body.data[0]).toMatchObject({ kind: 'opt_in', entryPoint: shop.key, outcome: 'matched' });
    const threads = await server().api('GET', `/v1/threads?psid=${psid}`);
    expect(threads.body.data[0]).toMatchObject({ messagingWindowClosesAt: null });
  });

  it('with an unknown ref name the entry point that knows it by now', async () => {
    const shop = await createShop(server());
    const ref = `flyer ${shop.code}`;
    await server().deliver({ recipient, timestamp: tick(), ...SHAPES['a referral'][1](nextPsid(), ref) });
    await server().settle();
    await server().api('PATCH', `/v1/entry-points/${shop.key}`, { body: { aliases: [ref] } });
    const { body } = await server().api('GET', '/v1/unmatched-refs?limit=200');
    expect(body.data.find((one: { ref: string }) => one.ref === ref)).toMatchObject({ entryPoint: shop.key });
  });
});
