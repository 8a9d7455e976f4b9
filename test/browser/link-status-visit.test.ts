import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney, tapGetStarted } from '../journey/journey.ts';

const LABEL = 'a***@pineandkettle.example';

let journey: Journey;
let visitor: BrowserContext;
let page: Page;
let psid: string;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(async () => await journey?.stop());

/** Every test is somebody else's: signed in at the shop as Ada, with a Messenger account of their own. */
beforeEach(async () => {
  const person = await journey.simulator.control.addPerson({ name: 'Ada L.' });
  psid = person.psids[journey.pageId] ?? '';
  visitor = await journey.newVisitor();
  page = await journey.openProduct(visitor, 'Ada Lovelace');
  for (const url of [journey.simulator.url, new URL(page.url()).origin]) {
    await visitor.addCookies([{ name: 'sim_person', value: person.id, url }]);
  }
});
afterEach(async () => await visitor.close());

/** Has the shop's page hold the element in its button's place; it remembers what it was told, and every line it ever showed. */
async function open(attributes: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.addInitScript((own) => {
    const told: string[] = [];
    const lines = new Set<string>();
    Object.assign(window, { told, lines });
    for (const name of ['arrived', 'linked', 'unlinked', 'error']) {
      addEventListener(`messenger-${name}`, () => told.push(name));
    }
    addEventListener('DOMContentLoaded', () => {
      const button = document.querySelector('messenger-button');
      const element = document.createElement('messenger-link-status');
      for (const { name, value } of button?.attributes ?? []) element.setAttribute(name, value);
      for (const [name, value] of Object.entries(own)) element.setAttribute(name, value);
      element.innerHTML = button?.innerHTML ?? '';
      button?.replaceWith(element);
    });
    const look = () => {
      const line = document.querySelector('messenger-link-status')?.shadowRoot?.querySelector('[part=account]');
      if (line?.textContent?.trim()) lines.add(line.textContent.trim());
      requestAnimationFrame(look);
    };
    look();
  }, attributes);
  await page.reload();
  // Until its part is there the link opens the Page without a visit.
  await page.locator('messenger-link-status:defined').waitFor();
}

const element = () => page.locator('messenger-link-status');
const link = () => element().getByRole('link');
const disconnect = () => page.getByRole('button', { name: 'Disconnect' });
const shows = (text: string) => element().getByText(text, { exact: true }).waitFor();
const told = () => page.evaluate('told');
const lines = () => page.evaluate('[...lines]');

/** Clicks the link; in a new thread taps Get Started, too. */
async function connect(thread: 'new' | 'known' = 'new'): Promise<void> {
  const opened = visitor.waitForEvent('page');
  await link().click();
  const messenger = await opened;
  await messenger.waitForURL(/\/chat\//);
  if (thread === 'new') await tapGetStarted(messenger);
}

async function links(): Promise<readonly Record<string, unknown>[]> {
  return (await journey.get(`/v1/account-links?psid=${psid}`)).data;
}

describe('with a server behind it', () => {
  it('names what the visit connected without the site’s help, also after a reload, and disconnects it', async () => {
    await open();
    await shows('Not connected to Messenger');
    await connect();
    await shows(`Connected as ${LABEL}`);
    expect(await element().getByRole('status').last().textContent()).toContain('Messenger is connected');
    expect(await told()).toEqual(['arrived', 'linked']);
    expect(await links()).toHaveLength(1);

    await page.reload();
    await shows(`Connected as ${LABEL}`);
    expect(await link().textContent()).toBe('Connect another account');
    await expect.poll(lines).toEqual([`Connected as ${LABEL}`]);
    expect(await told()).toEqual([]);

    await disconnect().press('Enter');
    await shows('Not connected to Messenger');
    const outcome = element().getByRole('status').filter({ hasText: 'Disconnected. Connect again to undo this.' });
    expect(await outcome.count()).toBe(1);
    expect(await link().evaluate((node) => node.matches(':focus'))).toBe(true);
    expect(await told()).toEqual(['unlinked']);
    expect(await links()).toEqual([]);
    const audit = await journey.get('/v1/audit?limit=1');
    expect(audit.data[0]).toMatchObject({ action: 'account_link.removed', actorType: 'visitor' });

    await page.reload();
    await shows('Not connected to Messenger');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    await connect('known');
    await shows(`Connected as ${LABEL}`);
    expect(await links()).toHaveLength(1);
    await disconnect().click();
    await expect.poll(links).toEqual([]);
  });

  it('says that disconnecting did not work, keeps the focus and the link, and does it at the next press', async () => {
    await open();
    await connect();
    await shows(`Connected as ${LABEL}`);
    await page.route('**/unlink', (route) => route.abort());
    const printed: string[] = [];
    page.on('console', (message) => message.type() === 'warning' && printed.push(message.text()));
    await disconnect().press('Enter');
    await page.getByRole('status').getByText('That did not work. Please try again.').waitFor();
    // The site's developer cannot mend our server.
    expect(printed).toEqual([]);
    expect(await element().evaluate((node) => node.shadowRoot?.activeElement?.getAttribute('part'))).toBe('disconnect');
    await shows(`Connected as ${LABEL}`);
    expect(await told()).toEqual(['arrived', 'linked', 'error']);
    await page.unroute('**/unlink');
    await disconnect().press('Enter');
    await shows('Not connected to Messenger');
    expect(await links()).toEqual([]);
  });

  it('offers no way out of a link that stood before the visit, which only the site can end', async () => {
    await open();
    await connect();
    await shows(`Connected as ${LABEL}`);
    await page.evaluate('sessionStorage.clear()');
    await page.reload();
    await shows('Not connected to Messenger');
    await connect('known');
    await shows(`Connected as ${LABEL}`);
    expect(await disconnect().count()).toBe(0);
    expect(await links()).not.toEqual([]);
  });

  it('leaves the word and the deed to the site where it has either', async () => {
    await open({ 'connected-as': 'Ada of the shop', 'disconnect-url': '/shop/user-token' });
    await shows('Connected as Ada of the shop');
    await connect();
    await expect.poll(told).toEqual(['arrived', 'linked']);
    await shows('Connected as Ada of the shop');
    const asked: string[] = [];
    await page.route('**/shop/user-token', (route) => {
      asked.push(`${route.request().method()} ${route.request().postData()}`);
      return route.fulfill({ status: 204 });
    });
    await page.route('**/unlink', (route) => {
      asked.push('unlink');
      return route.abort();
    });
    await disconnect().click();
    await shows('Not connected to Messenger');
    expect(asked).toEqual(['POST {"entry":"demo-shop"}']);
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('forgets the account with the visitor who leaves', async () => {
    await open();
    await connect();
    await shows(`Connected as ${LABEL}`);
    await page.evaluate('Threadtie.logout()');
    await shows('Not connected to Messenger');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    await page.reload();
    await shows('Not connected to Messenger');
    await expect.poll(lines).toEqual(['Not connected to Messenger']);
  });
});
