import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, mintRef, registerVisit, signUserToken } from '../support/server.ts';

onBothDialects('registering a visit', (server) => {
  it('answers the link, a secret and no identity for a visitor who is not signed in', async () => {
    const shop = await createShop(server());
    const { status, body } = await registerVisit(server(), shop, { dataRef: 'order-55' });
    expect(status).toBe(201);
    expect(body.identity).toEqual({ status: 'none', code: null, message: null });
    expect(body.watchSecret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(body.url).toBe(`https://m.me/9007199254740995?ref=${body.ref}`);
  });

  it('mints a ref of 128 random bits when the browser sends none', async () => {
    const shop = await createShop(server());
    const { body } = await registerVisit(server(), shop, { ref: undefined });
    expect(body.ref).toMatch(new RegExp(`^${shop.code}_[A-Za-z0-9_-]{22}$`));
  });

  it('registers a ref once', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    const answers = await Promise.all(Array.from({ length: 10 }, () => registerVisit(server(), shop, { ref })));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.body.error?.code === 'ref_already_registered')).toHaveLength(9);
  });

  it('gives the token back when the ref turns out to be taken', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await registerVisit(server(), shop, { ref });
    const userToken = await signUserToken(shop);
    const refused = await registerVisit(server(), shop, { ref, userToken });
    const again = await registerVisit(server(), shop, { userToken });
    expect(refused.status).toBe(409);
    expect(again.body.identity.status).toBe('accepted');
  });

  it('refuses a ref that begins with the code of another entry point', async () => {
    const shop = await createShop(server());
    const other = await createShop(server());
    const { status, body } = await registerVisit(server(), shop, { ref: mintRef(other.code) });
    expect(status).toBe(400);
    expect(body.error.message).toContain(shop.key);
  });

  it('refuses a page of another website and says what to do', async () => {
    const shop = await createShop(server());
    const { status, body } = await server().api('POST', '/v1/refs', {
      key: null,
      headers: { 'content-type': 'text/plain', origin: 'https://evil.example' },
      body: { entryPoint: shop.key, ref: mintRef(shop.code) },
    });
    expect(status).toBe(403);
    expect(body.error.code).toBe('origin_not_allowed');
  });

  it('names every field that is not as expected', async () => {
    const shop = await createShop(server());
    const { status, body } = await registerVisit(server(), shop, { ref: 'short', landing: { utm: { evil: 'x' } } });
    expect(status).toBe(400);
    expect(body.error.message).toContain('"ref"');
    expect(body.error.message).toContain('"landing.utm');
  });

  it('answers 413 to a body over 64 kB', async () => {
    const shop = await createShop(server());
    const { status, body } = await registerVisit(server(), shop, { dataRef: 'x'.repeat(70_000) });
    expect(status).toBe(413);
    expect(body.error.code).toBe('body_too_large');
  });

  it('issues no identity at an archived entry point and still registers the visit', async () => {
    const shop = await createShop(server());
    await server().api('POST', `/v1/entry-points/${shop.key}/archive`);
    const { status, body } = await registerVisit(server(), shop, { userToken: await signUserToken(shop) });
    expect(status).toBe(201);
    expect(body.identity).toMatchObject({ status: 'refused', code: 'entry_point_not_active' });
  });
});
