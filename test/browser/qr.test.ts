import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Download, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { VISIT_REF_PATTERN } from '../../shared/ref.ts';
import { drawCode } from '../../widget/qr/draw-code.ts';
import type { ButtonApi } from './button-api.ts';
import { type Shop, strictPolicy } from './button-shop.ts';
import { openedRef } from './opened-ref.ts';
import { type ShopVisit, useShopVisit } from './shop-visit.ts';

const LONGEST_END = '_'.repeat(23);

let api: ButtonApi;
let shop: Shop;
let page: Page;
let newPage: ShopVisit['newPage'];
useShopVisit((visit) => {
  ({ api, shop, newPage } = visit);
  shop.css = 'html { color-scheme: light dark; background: Canvas; } .far { height: 300vh; }';
  shop.page = { html: pageWith(), headers: withStyles() };
});

const campaign = () => `${shop.origin}/m/1067?ref=SPRING1`;

/** As strict as on a careful site; only its own style sheet besides. */
function withStyles(): Readonly<Record<string, string>> {
  const [[name, policy] = ['', '']] = Object.entries(strictPolicy(api.origin, shop.origin));
  return { [name]: policy.replace("style-src 'none'", "style-src 'self'") };
}

function pageWith(attributes = '', inside = '', before = ''): string {
  return `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Shop</title><link rel="stylesheet" href="/shop.css"><main><h1>Shop</h1>${before}
    <messenger-qr entry="spring-sale" ${attributes}>${inside}<a href="${campaign()}">Message us</a></messenger-qr></main>
    <script async src="${api.origin}/widget.js"></script></html>`;
}

async function visit(options: BrowserContextOptions = {}): Promise<void> {
  page = await newPage(options);
  await page.goto(shop.origin);
  await page.locator('messenger-qr .code').waitFor({ state: 'attached' });
}

const pathOf = (name: string) => page.locator(`messenger-qr .${name} path`).getAttribute('d');
const codeOf = (ref: string, hasLogo = false) => {
  const at = (of: string) => `${shop.origin}/m/1067?ref=${of}`;
  return drawCode(at(ref), { hasLogo, longest: at(`SPRING1${LONGEST_END}`) })?.path;
};

async function content(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

describe('on the screen', () => {
  it('shows the code of a visit of its own, registered once it is in view', async () => {
    await visit();
    await expect.poll(() => api.registrations.length).toBe(1);
    const ref = api.registrations[0]?.ref ?? '';
    expect(ref).toMatch(VISIT_REF_PATTERN);
    await expect.poll(() => pathOf('screen')).toBe(codeOf(ref));
    expect(await pathOf('paper')).toBe(codeOf('SPRING1'));
  });

  it('asks for nothing but the widget while nobody sees the code', async () => {
    shop.page = { html: pageWith('', '', '<div class="far"></div>'), headers: {} };
    await visit();
    await page.waitForTimeout(300);
    expect(api.requests.filter((request) => !request.includes('/widget'))).toEqual([]);
    await page.locator('messenger-qr .code').scrollIntoViewIfNeeded();
    await expect.poll(() => api.registrations.length).toBe(1);
  });

  it('takes another visit before the first one can no longer carry an identity', async () => {
    page = await newPage();
    await page.clock.install();
    await page.goto(shop.origin);
    await expect.poll(() => api.registrations.length).toBe(1);
    await page.clock.fastForward('13:01');
    await expect.poll(() => api.registrations.length).toBe(2);
    const [first, second] = api.registrations.map((body) => body.ref ?? '');
    expect(second).not.toBe(first);
    await expect.poll(() => pathOf('screen')).toBe(codeOf(second ?? ''));
  });

  it('stays silent until somebody arrives, and remembers nothing in the tab', async () => {
    await visit();
    await expect.poll(() => api.requests.includes('GET /v1/refs/ref_1/events')).toBe(true);
    const { screen, stored } = {
      screen: page.locator('messenger-qr'),
      stored: () => page.evaluate('sessionStorage.length'),
    };
    expect([await screen.getAttribute('state'), await stored()]).toEqual(['idle', 0]);
    api.identity = { status: 'accepted', code: null, message: null };
    api.say('linked');
    await page.locator('messenger-qr[state="linked"]').waitFor();
    await page.getByText('Messenger is connected').waitFor();
  });

  it('names the code and shows what to do', async () => {
    await visit();
    expect(await page.getByRole('img', { name: 'QR code that opens our chat in Messenger' }).count()).toBe(1);
    expect(await page.getByText('Scan with your phone’s camera').count()).toBe(1);
  });

  it('opens by the link the visit that the code carries', async () => {
    await visit();
    await expect.poll(() => api.registrations.length).toBe(1);
    const ref = await openedRef(page, () => page.getByRole('link', { name: 'Message us' }).click());
    expect(ref).toBe(api.registrations[0]?.ref);
    expect(api.registrations).toHaveLength(1);
    await page.locator('messenger-qr[state="waiting"]').waitFor();
  });

  /** Says it of the visit there is; one that begins afterwards waits. */
  const sayOnce = (state: 'refused' | 'arrived') => {
    api.say(state);
    api.state = 'waiting';
  };

  it('offers another visit, by code and link, once one was refused: trying again can succeed', async () => {
    await visit();
    for (const count of [1, 2]) {
      await expect.poll(() => api.streams.size).toBe(count);
      sayOnce('refused');
      await page.locator('messenger-qr[state="failed"]').waitFor();
      await expect.poll(() => api.registrations.length).toBe(count + 1);
    }
    const refs = api.registrations.map((body) => body.ref ?? '');
    expect(new Set(refs).size).toBe(3);
    await expect.poll(() => pathOf('screen')).toBe(codeOf(refs[2] ?? ''));
    expect(await openedRef(page, () => page.getByRole('link', { name: 'Message us' }).click())).toBe(refs[2]);
    await expect.poll(() => api.streams.size).toBe(3);
    api.say('linked');
    await page.locator('messenger-qr[state="linked"]').waitFor();
  });

  it('opens a new visit by the link once somebody has arrived by the code', async () => {
    await visit();
    await expect.poll(() => api.streams.size).toBe(1);
    sayOnce('arrived');
    await page.locator('messenger-qr[state="arrived"]').waitFor();
    const ref = await openedRef(page, () => page.getByRole('link', { name: 'Message us' }).click());
    await expect.poll(() => api.registrations.map((body) => body.ref)).toContain(ref);
    expect(ref).not.toBe(api.registrations[0]?.ref);
  });

  it('is remembered by the tab once it is opened by the link: it counts, is followed, and asks on the next page', async () => {
    page = await newPage();
    await page.clock.install();
    await page.goto(shop.origin);
    await expect.poll(() => api.streams.size).toBe(1);
    const told = page.waitForRequest((request) => /"opened".*"ref_1"/.test(request.postData() ?? ''));
    await page.getByRole('link', { name: 'Message us' }).click();
    await page.bringToFront();
    expect(await page.evaluate('Object.keys(sessionStorage)')).toEqual(['threadtie:spring-sale']);
    await page.clock.fastForward(2000);
    await told;
    await page.reload();
    await page.locator('messenger-qr[state="waiting"]').waitFor();
    expect(api.registrations).toHaveLength(1);
    const expiresAt = new Date(Date.now() + 10 * 60_000).toISOString();
    api.questions.set('', { kind: 'match', number: 42, expiresAt });
    api.say('arrived');
    await page.locator('messenger-qr strong').getByText('42', { exact: true }).waitFor();
    expect(api.registrations).toHaveLength(1);
  });

  it('is remembered once it was scanned and asks, and gives way to another when it is over', async () => {
    await visit();
    await expect.poll(() => api.streams.size).toBe(1);
    const expiresAt = new Date(Date.now() + 10 * 60_000).toISOString();
    api.questions.set('', { kind: 'match', number: 42, expiresAt });
    api.say('arrived');
    await page.locator('messenger-qr strong').waitFor();
    await page.reload();
    await page.locator('messenger-qr strong').waitFor();
    expect(api.registrations).toHaveLength(1);
    api.questions.clear();
    sayOnce('refused');
    await page.locator('messenger-qr[state="failed"]').waitFor();
    await expect.poll(() => api.registrations.length).toBe(2);
  });

  it('takes no other’s place in the tab’s memory when it is over before anybody opened it', async () => {
    const button = `<messenger-button entry="spring-sale"><a href="${campaign()}">Chat</a></messenger-button>`;
    shop.page = { html: pageWith('', '', `${button}<div class="far"></div>`), headers: withStyles() };
    for (const id of ['one', 'expired']) {
      const expiresAt = new Date(Date.now() + 15 * 60_000).toISOString();
      const visit = { id, ref: '', url: '', watchSecret: 'secret', expiresAt, identity: api.identity };
      api.answers.push({ status: 201, body: visit });
    }
    await visit();
    await page.getByRole('link', { name: 'Chat' }).click();
    await page.bringToFront();
    await expect.poll(() => page.evaluate('sessionStorage["threadtie:spring-sale"]')).toContain('"one"');
    await page.locator('messenger-qr .code').scrollIntoViewIfNeeded();
    await expect.poll(() => api.registrations.length).toBe(3);
    expect(await page.evaluate('sessionStorage["threadtie:spring-sale"]')).toContain('"one"');
  });

  it('is followed also where the page has moved the element', async () => {
    await visit();
    await expect.poll(() => api.streams.size).toBe(1);
    await page.evaluate(() => document.querySelector('main')?.prepend(document.querySelector('messenger-qr') ?? ''));
    await expect.poll(() => api.registrations.length).toBe(2);
    await expect.poll(() => pathOf('screen')).toBe(codeOf(api.registrations[1]?.ref ?? ''));
    await expect.poll(() => api.streams.size).toBe(2);
    api.say('arrived');
    await page.locator('messenger-qr[state="arrived"]').waitFor();
  });

  it('is black on white with its quiet zone in every scheme', async () => {
    await visit({ colorScheme: 'dark', forcedColors: 'active' });
    const code = page.locator('messenger-qr .code');
    expect(await code.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(255, 255, 255)');
    expect(await page.locator('messenger-qr .screen').evaluate((svg) => getComputedStyle(svg).fill)).toBe(
      'rgb(0, 0, 0)',
    );
    expect(await pathOf('screen')).toMatch(/^M4 4h7/);
  });

  it('gives way to the link on a phone, and registers nothing there', async () => {
    await visit({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
    await page.waitForTimeout(300);
    expect(await page.locator('messenger-qr .code').isVisible()).toBe(false);
    expect(await page.getByRole('link', { name: 'Message us' }).isVisible()).toBe(true);
    expect(api.registrations).toEqual([]);
  });
});

describe('on paper', () => {
  it('shows the campaign’s code, which works for everybody and for good', async () => {
    await visit();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('messenger-qr .paper').isVisible()).toBe(true);
    expect(await page.locator('messenger-qr .screen').isVisible()).toBe(false);
    expect(await pathOf('paper')).toBe(codeOf('SPRING1'));
  });
});

describe('a download', () => {
  it('is the campaign’s code as SVG', async () => {
    shop.page = { ...shop.page, html: pageWith('download') };
    await visit({ acceptDownloads: true });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save image (SVG)' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('spring-sale.svg');
    expect((await content(download)).toString()).toContain(`<path d="${codeOf('SPRING1')}"/>`);
  });

  it('is a PNG whose modules are sharp squares', async () => {
    shop.page = { ...shop.page, html: pageWith('download') };
    await visit({ acceptDownloads: true });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save image (PNG)' }).click(),
    ]);
    const bytes = await content(download);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.readUInt32BE(16) % 24).toBe(0);
  });
});

describe('a logo', () => {
  const LOGO = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="20" fill="red"/></svg>')}`;

  it('stands in the middle, with the modules below it left out and stronger error correction', async () => {
    shop.page = { html: pageWith('download', `<img slot="logo" alt="" src="${LOGO}">`), headers: {} };
    await visit({ acceptDownloads: true });
    expect(await pathOf('paper')).toBe(codeOf('SPRING1', true));
    const [code, logo] = [page.locator('messenger-qr .code'), page.locator('messenger-qr img')];
    const [outer, inner] = [await code.boundingBox(), await logo.boundingBox()];
    if (!outer || !inner) throw new Error('The code or its logo is not shown.');
    expect(Math.abs(outer.x + outer.width / 2 - inner.x - inner.width / 2)).toBeLessThan(1);
    expect(inner.width / outer.width).toBeLessThan(0.22);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save image (SVG)' }).click(),
    ]);
    expect((await content(download)).toString()).toContain('<image href="data:image/png');
  });
});
