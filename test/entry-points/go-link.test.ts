import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, PAGE_ID, referral } from '../support/server.ts';

onBothDialects('/go/{key}', (server) => {
  const go = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    server().api(method, `/go/${path}`, { key: null, headers });

  it('leads to the Page with the campaign ref, and is neither kept nor tells where it was', async () => {
    const shop = await createShop(server());
    const answer = await go(shop.key);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`https://m.me/${PAGE_ID}?ref=${shop.code}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('takes UTM parameters and dataRef along, and nothing else', async () => {
    const shop = await createShop(server());
    const answer = await go(`${shop.key}?utm_source=mail&dataRef=order-9&evil=1&target=https://evil.example`);
    const url = new URL(answer.headers.get('location') ?? '');
    expect(`${url.origin}${url.pathname}`).toBe(`https://m.me/${PAGE_ID}`);
    const ref = url.searchParams.get('ref') ?? '';
    expect(ref).toMatch(new RegExp(`^${shop.code}_[A-Za-z0-9_-]{22}$`));
    await server().deliver(referral('961', ref));
    await server().settle();
    const { body } = await server().api('GET', '/v1/arrivals?psid=961');
    expect(body.data[0]).toMatchObject({ dataRef: 'order-9', siteUserId: null });
    expect(body.data[0].landing.utm).toEqual({ utm_source: 'mail' });
  });

  it.each([
    ['a HEAD request', 'HEAD', {}],
    ['a prefetch', 'GET', { 'sec-purpose': 'prefetch;prerender' }],
    ['an older prefetch', 'GET', { purpose: 'prefetch' }],
  ])('mints nothing for %s', async (_title, method, headers) => {
    const shop = await createShop(server());
    const answer = await go(`${shop.key}?dataRef=x`, headers as Record<string, string>, method);
    expect(answer.headers.get('location')).toBe(`https://m.me/${PAGE_ID}?ref=${shop.code}`);
  });

  it.each(['archive', 'pause'])('still opens the Page after %s', async (call) => {
    const shop = await createShop(server());
    await server().api('POST', `/v1/entry-points/${shop.key}/${call}`);
    const answer = await go(`${shop.key}?dataRef=x`);
    expect(answer.headers.get('location')).toBe(`https://m.me/${PAGE_ID}?ref=${shop.code}`);
  });

  it('answers 404 for a key that does not exist', async () => {
    const answer = await go('nothing-here');
    expect([answer.status, answer.body.error.code]).toEqual([404, 'not_found']);
  });

  it.each([
    ['a NUL', 'utm_source=%00a'],
    ['more than fits', `dataRef=${'x'.repeat(3000)}`],
    ['half an emoji', `utm_source=${'x'.repeat(499)}${encodeURIComponent('😀')}`],
  ])('still leads to the Page with %s in what it takes along', async (_title, query) => {
    const shop = await createShop(server());
    const answer = await go(`${shop.key}?${query}`);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toContain(`ref=${shop.code}_`);
  });

  it('stops minting for an address that follows too many, and leads on with the campaign ref', async () => {
    const shop = await createShop(server());
    const answers = await Promise.all(Array.from({ length: 125 }, () => go(`${shop.key}?dataRef=x`)));
    const targets = answers.map((answer) => answer.headers.get('location') ?? '');
    expect(targets.filter((target) => target.includes(`${shop.code}_`))).toHaveLength(120);
    expect(targets.filter((target) => target.endsWith(`?ref=${shop.code}`))).toHaveLength(5);
  });
});
