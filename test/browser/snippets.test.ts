import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Snippets } from '../../shared/api/entry-points.ts';
import { buildWidget } from '../../widget/build.ts';
import type { Threadtie } from '../../widget/types/threadtie.d.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Shop, startShop } from './button-shop.ts';
import { useBrowser } from './use-browser.ts';

const VARIANTS = ['button', 'bubble', 'qr', 'checkbox'] as const;
/** What the test server calls itself in what it answers. */
const PUBLIC_URL = 'https://chat.example';

/** An entry point with what is to be pasted for it, by place. */
interface Pasted {
  readonly url: string;
  readonly codes: Readonly<Record<string, string>>;
}

let server: TestServer;
let shop: Shop;
let context: BrowserContext;
let page: Page;
let entries: Record<string, Pasted>;
let problems: string[];

const browser = useBrowser();
beforeAll(async () => {
  await buildWidget();
  server = await startTestServer('sqlite');
  shop = await startShop();
  await server.api('PUT', '/v1/pages/42', { body: { name: 'Shop', accessToken: 'EAAtoken' } });
  const site = await server.api('POST', '/v1/sites', { body: { name: 'S', origins: [shop.origin] } });
  entries = {};
  for (const variant of VARIANTS) entries[variant] = await createEntry(site.body.id, variant);
});
afterAll(async () => {
  await Promise.all([server?.stop(), shop?.close()]);
});
beforeEach(async () => {
  context = await browser().newContext({ locale: 'en-US' });
  page = await context.newPage();
  problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
});
afterEach(() => context.close());

async function createEntry(siteId: string, variant: string): Promise<Pasted> {
  const body = { siteId, pageId: '42', key: `tea-${variant}`, variant, allowsPlugin: true };
  const { url } = (await server.api('POST', '/v1/entry-points', { body })).body;
  const snippets: Snippets = (await server.api('GET', `/v1/entry-points/${body.key}/snippets`)).body;
  const codes = snippets.data.map(({ id, code }) => [id, code.replaceAll(PUBLIC_URL, server.url)]);
  return { url, codes: Object.fromEntries(codes) };
}

/** The variant's snippet for a place, put into a page of the shop. */
async function paste(variant: string, id: string, change = (code: string) => code, headers = {}): Promise<void> {
  const code = change(entries[variant]?.codes[id] ?? '');
  const html = `<!doctype html><html lang="en"><title>Shop</title><body><h1>Shop</h1>${code}</html>`;
  shop.page = { html, headers };
  await page.goto(shop.origin);
}

/** The element works, and the link in it is the entry point's own. */
async function expectWorks(variant: string): Promise<void> {
  const element = page.locator(`messenger-${variant}[entry=tea-${variant}]:defined[state=idle]`);
  await element.first().waitFor({ state: 'attached' });
  expect(await element.locator('a').first().getAttribute('href')).toBe(entries[variant]?.url);
  expect(problems).toEqual([]);
}

describe('the snippets of an entry point', () => {
  it.each(VARIANTS.flatMap((variant) => ['html', 'wordpress', 'shopify', 'tag-manager'].map((id) => [variant, id])))(
    'put a %s with its link into a page: %s',
    async (variant = '', id = '') => {
      await paste(variant, id);
      await expectWorks(variant);
    },
  );

  it.each(['react', 'next', 'vue', 'svelte'])(
    'render the component of a framework as the markup of a page: %s',
    async (id) => {
      // The element as the framework writes it into the page; the framework itself is not here.
      const asRendered = (code: string) => {
        const [element = ''] = /<messenger-[\s\S]*<\/messenger-\w+>/.exec(code) ?? [];
        const script = `<script src="${server.url}/widget.js"></script>`;
        return script + element.replace(/:?data-ref=(\{order\}|"order")/, 'data-ref="order-55"');
      };
      await paste('button', id, asRendered);
      await expectWorks('button');
      expect(await page.locator('messenger-button').getAttribute('data-ref')).toBe('order-55');
    },
  );

  it.each(['button', 'bubble', 'checkbox'])('bring back the old markup of the plugin: %s', async (variant) => {
    const body = { takesOver: [shop.origin] };
    await server.api('PATCH', `/v1/entry-points/tea-${variant}`, { body });
    await paste(variant, 'takeover');
    await expectWorks(variant);
    await server.api('PATCH', `/v1/entry-points/tea-${variant}`, { body: { takesOver: [] } });
  });

  it.each(VARIANTS)('keep the place of the element before the script is there: %s', async (variant) => {
    const style = `<style>body { margin: 20px } ${entries[variant]?.codes['style']}</style>`;
    await paste(variant, 'html', (code) => `${style}<div id="box">${code.replace(/<script.*<\/script>/, '')}</div>`);
    const sizeOfBox = () => page.locator('#box').evaluate((box) => box.getBoundingClientRect().height);
    const before = await sizeOfBox();
    await page.addScriptTag({ url: `${server.url}/widget.js` });
    await expectWorks(variant);
    expect(await sizeOfBox()).toBe(before);
  });

  it('answer for the consent of the visitor, once they have acted', async () => {
    const asked = `${entries['button']?.codes['consent']}`.replace(
      'YOUR_CONSENT_MANAGER',
      '({ allows: (purpose) => { window.asked = purpose; return false; } })',
    );
    await paste(
      'button',
      'html',
      (code) => `<script>${asked}</script>${code.replaceAll('https://m.me/', `${shop.origin}/m/`)}`,
    );
    await page.locator('messenger-button[plugin]:defined').waitFor();
    expect(await page.evaluate(() => 'asked' in window)).toBe(false);
    await page.waitForFunction(
      () => performance.getEntriesByName(`${document.scripts[1]?.src}`.replace('.js', '-plugin.mjs')).length > 0,
    );
    await page.evaluate(`Threadtie.load('plugin')`);
    const [opened] = await Promise.all([context.waitForEvent('page'), page.locator('messenger-button a').click()]);
    expect(opened.url()).not.toContain('facebook');
    expect(await page.evaluate(() => (window as unknown as { asked: string }).asked)).toBe('marketing');
  });
});

/** What each manager's documentation says it answers: of a visitor who agreed, and of one who did not. */
const MANAGERS: readonly (readonly [id: string, agreed: string, refused: string])[] = [
  ['cookiebot', 'Cookiebot = { consent: { marketing: true } }', 'Cookiebot = { consent: { marketing: false } }'],
  ['onetrust', `OnetrustActiveGroups = ',C0001,C0004,'`, `OnetrustActiveGroups = ',C0001,C00040,'`],
  ['usercentrics', usercentrics(true), usercentrics(false)],
  ['didomi', didomi(true), didomi(false)],
  ['klaro', klaro(true), klaro(false)],
  ['google-consent-mode', consentMode('denied', 'granted'), consentMode('granted', 'denied')],
  ['tcf', tcf({ 1: true, 3: true, 4: true }), tcf({ 1: true, 3: true })],
];

function usercentrics(given: boolean): string {
  return `__ucCmp = { getConsentDetails: async () => ({ services: { SERVICE: { consent: { given: ${given} } } } }) }`;
}

function didomi(enabled: boolean): string {
  return `Didomi = { getCurrentUserStatus: () => ({ vendors: { VENDOR: { id: 'VENDOR', enabled: ${enabled} } } }) }`;
}

function klaro(given: boolean): string {
  return `klaro = { getManager: () => ({ getConsent: (name) => name === 'SERVICE' && ${given} }) }`;
}

function consentMode(first: string, last: string): string {
  return `dataLayer = [{ event: 'gtm.js' }]; function gtag() { dataLayer.push(arguments); }
    gtag('consent', 'default', { ad_storage: 'denied' }); gtag('consent', 'update', { ad_storage: '${first}' });
    gtag('consent', 'update', { ad_storage: '${last}' }); gtag('consent', 'update', { analytics_storage: 'granted' })`;
}

/** Its dialog is open when it is asked. */
function tcf(consents: object): string {
  return `__tcfapi = (command, version, heard) => {
    if (command !== 'addEventListener' || version !== 2) return;
    const tell = (eventStatus) => heard({ eventStatus, listenerId: 1, purpose: { consents: ${JSON.stringify(consents)} } }, true);
    tell('cmpuishown');
    setTimeout(tell, 20, 'useractioncomplete');
  }`;
}

describe('the answer for a consent manager', () => {
  const answerTo = (id: string, stub: string): Promise<boolean> =>
    page.evaluate(
      async ([code = '', api = '']) => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const inside = frame.contentWindow as unknown as {
          eval(text: string): unknown;
          dispatchEvent(event: Event): void;
        };
        inside.eval(`${api};\n${code}`);
        const answered = new Promise<boolean>((answer) => {
          inside.dispatchEvent(new CustomEvent('messenger-consent', { detail: { answer } }));
        });
        return await answered;
      },
      [entries['button']?.codes[`consent-${id}`] ?? '', stub],
    );

  it.each(MANAGERS)('is what its documented API says, and no where it is missing: %s', async (id, agreed, refused) => {
    await page.goto('about:blank');
    expect([await answerTo(id, agreed), await answerTo(id, refused), await answerTo(id, '')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(problems).toEqual([]);
  });

  it('is there for every manager, marked as not run against the real script', async () => {
    const { data } = (await server.api('GET', '/v1/entry-points/tea-button/snippets')).body as Snippets;
    const recipes = data.filter(({ id }) => id.startsWith('consent-'));
    expect(recipes.map(({ id }) => id)).toEqual(MANAGERS.map(([id]) => `consent-${id}`));
    for (const { note } of recipes) expect(note).toContain('not against the real script');
  });
});

describe('the pinned snippet', () => {
  const NONCE = 'bm9uY2U';
  const isBubble = (): boolean => customElements.get('messenger-bubble') !== undefined;
  const TAMPERED = 'export const define = () => { window.isTampered = true; };';

  async function tamper(): Promise<string[]> {
    const asked: string[] = [];
    await context.route(/widget-bubble\.mjs/, async (route) => {
      asked.push(route.request().url());
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: TAMPERED });
    });
    return asked;
  }

  /** Asks twice, since a part that failed is asked for again. */
  const loadTwice = () =>
    page.evaluate(async () => {
      await customElements.whenDefined('messenger-button');
      const { Threadtie } = window as unknown as { Threadtie: Threadtie };
      const load = () =>
        Threadtie.load('bubble').then(
          () => 'loaded',
          () => 'refused',
        );
      return [await load(), await load(), 'isTampered' in window];
    });

  it.each(VARIANTS)(
    'works with every part checked, under a policy of nonces and Trusted Types: %s',
    async (variant) => {
      const policy = `default-src 'none'; script-src 'nonce-${NONCE}'; connect-src ${server.url}; require-trusted-types-for 'script'; trusted-types lit-html`;
      const filledIn = (code: string) => code.replaceAll('NONCE', NONCE);
      await paste(variant, 'nonce', filledIn, { 'content-security-policy': policy });
      await expectWorks(variant);
      await paste(variant, 'pinned');
      await expectWorks(variant);
    },
  );

  it('refuses a part that somebody tampered with, also when it is asked for again', async () => {
    const asked = await tamper();
    await paste('button', 'pinned');
    expect(await loadTwice()).toEqual(['refused', 'refused', false]);
    expect(new Set(asked.map((url) => new URL(url).search))).toEqual(new Set(['']));
    expect(await page.evaluate(isBubble)).toBe(false);
    expect(problems.join()).toContain('integrity');
  });

  it('owes that to its import map: the hash of the script covers no part', async () => {
    await tamper();
    await paste('button', 'pinned', (code) => code.replace(/<script type="importmap">[\s\S]*?<\/script>/, ''));
    expect(await loadTwice()).toEqual(['loaded', 'loaded', true]);
  });

  it('refuses a script that is not the one of its version', async () => {
    await paste('button', 'pinned', (code) => code.replace(/integrity="sha384-.{4}/, 'integrity="sha384-AAAA'));
    await expect.poll(() => problems.join()).toContain('integrity');
    expect(await page.evaluate(() => customElements.get('messenger-button') === undefined)).toBe(true);
    expect(await page.locator('messenger-button a').getAttribute('href')).toBe(entries['button']?.url);
  });
});

describe('/demo', () => {
  it('shows the snippets, and fetches the script in no more than the 9.0 kB it may have', async () => {
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url() === `${server.url}/widget.js`),
      page.goto(`${server.url}/demo`),
    ]);
    await answer.finished();
    expect((await answer.request().sizes()).responseBodySize).toBeLessThanOrEqual(9000);
    expect(await answer.headerValue('content-encoding')).toMatch(/^(br|gzip)$/);
    await page.locator('[data-snippet=consent-tcf]').waitFor();
    const code = await page.locator('[data-snippet=html] pre').textContent();
    expect(code).toContain(`src="${server.url}/widget.js"`);
    expect(code).toContain('<messenger-button entry="KEY"><a href="https://m.me/PAGE?ref=CODE">Message us</a>');
    const { body } = await server.api('GET', '/widget/integrity.json', { key: null });
    expect(await page.locator('#widget-version').textContent()).toBe(body.version);
  });
});
