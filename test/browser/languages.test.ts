import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../widget/texts/keys.ts';
import { LANGUAGES } from '../../widget/texts/languages.ts';
import type { ButtonApi } from './button-api.ts';
import { type Shop, strictPolicy } from './button-shop.ts';
import { useOpenVisit } from './shop-visit.ts';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const ENGLISH = 'Waiting for you in Messenger…';
const TRANSLATED = LANGUAGES.filter((code) => code !== 'en');

let api: ButtonApi;
let shop: Shop;
let page: Page;
useOpenVisit((visit) => ({ api, shop, page } = visit));

const readPart = async (code: string): Promise<Language> =>
  ((await import(new URL(`../../widget/parts/lang-${code}.ts`, import.meta.url).href)) as { texts: Language }).texts;

const fetched = () => api.requests.flatMap((request) => /widget-lang-(\w+)\.mjs/.exec(request)?.[1] ?? []);
const line = () => page.getByRole('status');
const button = (attributes = '', text = 'Message us') =>
  `<messenger-button entry="spring-sale" ${attributes}><a href="${shop.origin}/m/1067?ref=SPRING1">${text}</a></messenger-button>`;

/** Opens a page in this language, under the strict policy. */
async function visit(lang: string | null, body: string = button()): Promise<void> {
  const html = `<!doctype html><html ${lang === null ? '' : `lang="${lang}"`}><title>Shop</title><main><h1>Shop</h1>${body}</main>
    <script async src="${api.origin}/widget.js"></script></html>`;
  shop.page = { html, headers: strictPolicy(api.origin, shop.origin) };
  await page.goto(shop.origin);
  await page.locator('messenger-button[state="idle"]').first().waitFor();
}

describe('the line below a button', () => {
  it.each(TRANSLATED)('is in the language of a page in %s, fetched alone and not before the click', async (code) => {
    const { status } = await readPart(code);
    await visit(code);
    expect(fetched()).toEqual([]);
    await page.getByRole('link').click();
    await expect.poll(() => line().textContent()).toBe(status.waiting);
    expect(fetched()).toEqual([code]);
    const shown = line().locator('[lang]');
    expect(await shown.evaluate((node: HTMLElement) => [node.lang, node.dir])).toEqual([
      code,
      /ar|he/.test(code) ? 'rtl' : 'ltr',
    ]);
  });

  it.each([
    ['pt-BR', 'pt'],
    ['de_AT', 'de'],
    ['ZH-Hans', 'zh'],
    ['zh-Hant-TW', 'en'],
    ['fi', 'en'],
    ['', 'en'],
    [null, 'en'],
  ])('is, where the page says lang %s, in %s', async (lang, code) => {
    await visit(lang);
    await page.getByRole('link').click();
    const expected = code === 'en' ? ENGLISH : (await readPart(code)).status.waiting;
    await expect.poll(() => line().textContent()).toBe(expected);
    expect(fetched()).toEqual(code === 'en' ? [] : [code]);
  });

  it('follows the nearest lang, out of a shadow root too, before that of the page', async () => {
    const outer = `<section lang="fr"><div id="host"></div></section>`;
    await visit('de', outer + button('lang="es"'));
    await page.locator('#host').evaluate((host) => {
      host.attachShadow({ mode: 'open' }).append(document.querySelector('messenger-button')?.cloneNode(true) ?? '');
      host.shadowRoot?.querySelector('messenger-button')?.removeAttribute('lang');
    });
    await page.getByRole('link').nth(0).click();
    await page.getByRole('link').nth(1).click();
    const [inner, beside] = [await readPart('fr'), await readPart('es')];
    await expect.poll(() => line().allTextContents()).toEqual([inner.status.waiting, beside.status.waiting]);
  });

  it('changes with the language of the page', async () => {
    await visit('en');
    await page.getByRole('link').click();
    await expect.poll(() => line().textContent()).toBe(ENGLISH);
    await page.evaluate(() => (document.documentElement.lang = 'it'));
    await expect.poll(async () => line().textContent()).toBe((await readPart('it')).status.waiting);
  });

  it('is in English where the language cannot be fetched', async () => {
    await page.context().route(/widget-lang-/, (route) => route.abort());
    await visit('nl');
    await page.getByRole('link').click();
    await expect.poll(() => line().textContent()).toBe(ENGLISH);
    expect(
      await line()
        .locator('[lang]')
        .evaluate((node: HTMLElement) => [node.lang, node.dir]),
    ).toEqual(['en', 'ltr']);
  });

  it('has nothing that axe objects to, and starts at the right, in Arabic', async () => {
    await visit('ar');
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    await page.getByRole('link').click();
    await expect.poll(() => line().locator('[lang]').getAttribute('dir')).toBe('rtl');
    const [icon, text] = [await line().locator('svg').boundingBox(), await line().locator('span').boundingBox()];
    expect(icon?.x).toBeGreaterThan(text?.x ?? Infinity);
    const { violations } = await page.evaluate<AxeResults>(`${AXE}; axe.run()`);
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe("a label of Meta's list", () => {
  it.each(['en', 'ja', 'he'])('is written in %s into a link without text', async (code) => {
    await visit(code, button('cta-text="GET_STARTED"', ''));
    const expected = code === 'en' ? 'Get started' : (await readPart(code)).cta.GET_STARTED;
    await page.getByRole('link', { name: expected, exact: true }).waitFor();
  });
});
