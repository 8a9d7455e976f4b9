import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clickIntoMessenger, type Journey, startJourney, tapGetStarted, waitForState } from './journey.ts';

describe.each(['sqlite', 'postgres'] as const)('the main job on a rough road, on %s', (dialect) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney(dialect);
  });
  afterAll(async () => await journey.stop());

  /** Somebody new with a phone of their own, and what the API knows of them. */
  async function somebody(name: string, options?: { javaScriptEnabled: boolean }) {
    const person = await journey.simulator.control.addPerson({ name });
    const visitor = await journey.newVisitor(options);
    await holdPhone(visitor, person.id);
    const psid = person.psids[journey.pageId] ?? '';
    const known = async () => {
      await journey.settle();
      const arrivals = await journey.get(`/v1/arrivals?psid=${psid}`);
      const links = await journey.get(`/v1/account-links?psid=${psid}`);
      return { arrivals: arrivals.data, links: links.data };
    };
    return { person, visitor, psid, known };
  }

  async function holdPhone(visitor: BrowserContext, person: string): Promise<void> {
    const { port } = new URL(journey.simulator.url);
    for (const host of ['localhost', '127.0.0.1']) {
      await visitor.addCookies([{ name: 'sim_person', value: person, url: `http://${host}:${port}` }]);
    }
  }

  it('attributes the arrival of a visitor whose browser runs no JavaScript', async () => {
    const { visitor, known } = await somebody('Joan Clarke', { javaScriptEnabled: false });
    const page = await journey.openProduct(visitor, 'Ada Lovelace');
    await page.locator('messenger-button a').click();
    const pages = visitor.pages();
    const messenger = pages.at(-1) ?? page;
    await messenger.waitForURL(/\/chat\//);
    await tapGetStarted(messenger);
    const { arrivals, links } = await known();
    expect(arrivals).toHaveLength(1);
    expect(arrivals[0]).toMatchObject({ entryPoint: 'demo-shop', outcome: 'matched', siteUserId: null, refId: null });
    expect(links).toEqual([]);
    await visitor.close();
  });

  it('links a visitor who clicked while the server was down, once it is back', async () => {
    const { visitor, known } = await somebody('Hedy Lamarr');
    const page = await journey.openProduct(visitor, 'Grace Hopper');
    await page.locator('messenger-button:defined').waitFor();
    await journey.stopServer();
    const messenger = await clickIntoMessenger(page);
    await page.waitForTimeout(500);
    await journey.startServer();
    await tapGetStarted(messenger);
    await waitForState(page, 'linked');
    const { arrivals, links } = await known();
    expect(arrivals).toHaveLength(1);
    expect(arrivals[0]).toMatchObject({ entryPoint: 'demo-shop', siteUserId: '43', outcome: 'matched', reason: null });
    expect(links).toHaveLength(1);
    await visitor.close();
  });

  it('attributes the arrival when the server hears of the visit never', async () => {
    const { visitor, known } = await somebody('Mary Jackson');
    const page = await journey.openProduct(visitor, null);
    await page.locator('messenger-button:defined').waitFor();
    await journey.stopServer();
    const messenger = await clickIntoMessenger(page);
    await page.close();
    await tapGetStarted(messenger);
    await journey.startServer();
    await expect.poll(async () => (await known()).arrivals.length, { timeout: 30_000 }).toBe(1);
    const { arrivals } = await known();
    expect(arrivals[0]).toMatchObject({ entryPoint: 'demo-shop', outcome: 'matched', reason: 'visit_not_registered' });
    await visitor.close();
  });

  it('links a visitor when the server was restarted between click and webhook', async () => {
    const { visitor, known } = await somebody('Katherine Johnson');
    const page = await journey.openProduct(visitor, 'Ada Lovelace');
    const messenger = await clickIntoMessenger(page);
    await page.waitForFunction(() => Object.keys(sessionStorage).length > 0);
    await journey.stopServer();
    await journey.startServer();
    await tapGetStarted(messenger);
    await waitForState(page, 'linked');
    const { arrivals, links } = await known();
    expect(arrivals).toHaveLength(1);
    expect(links).toHaveLength(1);
    await visitor.close();
  });

  it('links a visitor whose webhook came before the registration', async () => {
    const { visitor, known } = await somebody('Annie Easley');
    const page = await journey.openProduct(visitor, 'Grace Hopper');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/v1/refs', async (route) => {
      await held;
      await route.continue();
    });
    const messenger = await clickIntoMessenger(page);
    await tapGetStarted(messenger);
    await expect.poll(async () => (await known()).arrivals[0]?.['reason']).toBe('visit_not_registered');
    release();
    await waitForState(page, 'linked');
    const { arrivals, links } = await known();
    expect(arrivals).toHaveLength(1);
    expect(arrivals[0]).toMatchObject({ siteUserId: '43', reason: null });
    expect(arrivals[0]?.['dataRef']).toMatch(/^product-/);
    expect(links).toHaveLength(1);
    await visitor.close();
  });

  it('makes one arrival and one link of a webhook that is delivered five times', async () => {
    const { visitor, known } = await somebody('Dorothy Vaughan');
    await journey.simulator.control.setFaults({ duplicates: 4 });
    const page = await journey.openProduct(visitor, 'Ada Lovelace');
    const messenger = await clickIntoMessenger(page);
    await tapGetStarted(messenger);
    await waitForState(page, 'linked');
    const isFinished = async () => {
      const deliveries = await journey.get('/v1/deliveries?limit=5');
      return deliveries.data.filter((delivery) => delivery['events'] === 0 || delivery['duplicates'] === 1).length;
    };
    await expect.poll(isFinished, { timeout: 40_000 }).toBeGreaterThanOrEqual(4);
    await journey.simulator.control.setFaults({ duplicates: 0 });
    const { arrivals, links } = await known();
    expect(arrivals).toHaveLength(1);
    expect(links).toHaveLength(1);
    await visitor.close();
  });
});
