import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickIntoMessenger, type Journey, startJourney, tapGetStarted, waitForState } from './journey.ts';

describe.each(['sqlite', 'postgres'] as const)('the main job on %s', (dialect) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney(dialect);
  });
  afterAll(async () => await journey.stop());

  it('makes a click of a signed-in visitor a known person, and the shop says so without a reload', async () => {
    const visitor = await journey.newVisitor();
    const page = await journey.openProduct(visitor, 'Ada Lovelace');
    const loads: string[] = [];
    page.on('load', () => loads.push('load'));
    const messenger = await clickIntoMessenger(page);
    await waitForState(page, 'waiting');
    await tapGetStarted(messenger);
    await waitForState(page, 'linked');
    expect(loads).toEqual([]);
    await expect.poll(() => page.locator('messenger-button').getByRole('status').innerText()).toMatch(/connected/i);

    const arrivals = await journey.get('/v1/arrivals');
    expect(arrivals.data).toHaveLength(1);
    expect(arrivals.data[0]).toMatchObject({
      kind: 'postback',
      pageId: journey.pageId,
      entryPoint: 'demo-shop',
      siteUserId: '42',
      outcome: 'matched',
      reason: null,
      isNewThread: true,
      ref: null,
    });
    expect(arrivals.data[0]?.['dataRef']).toMatch(/^product-/);
    expect(arrivals.data[0]?.['psid']).toMatch(/^\d{15,}$/);
    expect(arrivals.data[0]?.['landing']).toMatchObject({ source: 'visitor' });
    const links = await journey.get('/v1/account-links?siteUserId=42');
    expect(links.data).toHaveLength(1);
    expect(links.data[0]).toMatchObject({ psid: arrivals.data[0]?.['psid'], assurance: 'direct' });
    await visitor.close();
  });

  it('knows the same person again in the thread that exists: a referral, one more arrival, still one link', async () => {
    const visitor = await journey.newVisitor();
    const page = await journey.openProduct(visitor, 'Ada Lovelace');
    await clickIntoMessenger(page);
    await waitForState(page, 'linked');
    const arrivals = await journey.get('/v1/arrivals');
    expect(arrivals.data.map((arrival) => arrival['kind'])).toEqual(['referral', 'postback']);
    expect(arrivals.data[0]).toMatchObject({ siteUserId: '42', isNewThread: false });
    const links = await journey.get('/v1/account-links?siteUserId=42');
    expect(links.data).toHaveLength(1);
    await visitor.close();
  });

  it('shows the connection on the account page of the shop', async () => {
    const visitor = await journey.newVisitor();
    const page = await journey.openProduct(visitor, 'Ada Lovelace');
    await page.goto(new URL('/shop/account', page.url()).href);
    expect(await page.locator('#connection').getAttribute('data-state')).toBe('connected');
    await visitor.close();
  });

  it('attributes a visitor who is not signed in, and ties no account', async () => {
    const someone = await journey.simulator.control.addPerson({ name: 'Emmy Noether' });
    const visitor = await journey.newVisitor();
    const page = await journey.openProduct(visitor, null);
    await visitor.addCookies([{ name: 'sim_person', value: someone.id, url: journey.simulator.url }]);
    await visitor.addCookies([{ name: 'sim_person', value: someone.id, url: new URL(page.url()).origin }]);
    const messenger = await clickIntoMessenger(page);
    await tapGetStarted(messenger);
    await waitForState(page, 'arrived');
    const psid = someone.psids[journey.pageId];
    const arrivals = await journey.get(`/v1/arrivals?psid=${psid}`);
    expect(arrivals.data).toHaveLength(1);
    expect(arrivals.data[0]).toMatchObject({ entryPoint: 'demo-shop', siteUserId: null, outcome: 'matched' });
    expect((await journey.get(`/v1/account-links?psid=${psid}`)).data).toEqual([]);
    await visitor.close();
  });
});
