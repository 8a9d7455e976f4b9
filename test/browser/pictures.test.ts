import { readdirSync, statSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { bundledFont } from './bundled-font.ts';
import { checkPicture } from './check-picture.ts';
import { bubbles, type ShowcaseLanguage } from './showcase-elements.ts';
import { type Showcase, startShowcase } from './showcase.ts';

/** Letters stand where the font puts them, whatever the settings of the system's own fonts. */
const AS_DRAWN = ['--font-render-hinting=none'];
const FOLDER = new URL('./visual/', import.meta.url);
const CSS = `body { padding: 16px; } h1 { display: none; } p { margin: 0; }
  main { display: grid; grid-template-columns: repeat(auto-fill, minmax(264px, 1fr)); gap: 16px; align-items: start; }
  .corner { position: relative; height: 520px; contain: layout; overflow: hidden; }`;

let browser: Browser;
let showcase: Showcase;
let blank: Page;
let temp: TempDir;

beforeAll(async () => {
  browser = await launchBrowser(AS_DRAWN);
  showcase = await startShowcase(browser, bundledFont() + CSS);
  temp = await makeTempDir('pictures');
});
afterAll(async () => {
  await browser?.close();
  await showcase?.close();
  await temp?.remove();
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

const a = (text: string) => `<a href="https://m.me/1067?ref=SPRING1">${text}</a>`;

function buttons(lang: ShowcaseLanguage, state: string): string {
  const link = a(lang === 'he' ? 'כתבו לנו' : 'Message us');
  return `<p><messenger-button entry="${state}">${link}</messenger-button></p>
    <p><messenger-button entry="idle" size="large" color="white">${link}</messenger-button></p>`;
}

function others(lang: ShowcaseLanguage): string {
  const name = lang === 'he' ? 'עדה ל.' : 'Ada L.';
  return `<p><messenger-checkbox entry="idle">${a('')}</messenger-checkbox></p>
    <p><messenger-link-status entry="idle" connected-as="${name}" disconnect-url="/token">${a('')}</messenger-link-status></p>`;
}

/** One of each element but code and bubble, the first button in the given state. */
const gallery = (lang: ShowcaseLanguage, state = 'linked') => buttons(lang, state) + others(lang);
const CODE = `<p><messenger-qr entry="idle" download>${a('Message us')}</messenger-qr></p>`;

/** Bubbles beside each other, each in a corner of its own. */
function corners(lang: ShowcaseLanguage, names: readonly string[]): string {
  const all = new Map(bubbles(lang));
  return names.map((name) => `<div class="corner">${all.get(name)}</div>`).join('');
}

interface Scene extends BrowserContextOptions {
  readonly lang?: ShowcaseLanguage;
  readonly body: string;
  readonly media?: 'print';
}

const WIDE = { viewport: { width: 592, height: 304 } } as const;
const CORNERS = { viewport: { width: 592, height: 552 } } as const;
const SCENES: Readonly<Record<string, Scene>> = {
  light: { ...WIDE, body: gallery('en') },
  dark: { ...WIDE, body: gallery('en'), colorScheme: 'dark' },
  'right-to-left': { ...WIDE, body: gallery('he', 'refused'), lang: 'he' },
  narrow: { viewport: { width: 320, height: 444 }, body: gallery('en', 'refused') },
  'forced-colours': { ...WIDE, body: gallery('en'), colorScheme: 'dark', forcedColors: 'active' },
  code: { viewport: { width: 224, height: 412 }, body: CODE, colorScheme: 'dark' },
  print: { viewport: { width: 592, height: 344 }, body: others('en') + CODE, media: 'print' },
  'bubble-light': { ...CORNERS, body: corners('en', ['greeting', 'open, idle']) },
  'bubble-dark': { ...CORNERS, body: corners('en', ['greeting', 'open, linked']), colorScheme: 'dark' },
  'bubble-right-to-left': { ...CORNERS, body: corners('he', ['greeting', 'open, linked']), lang: 'he' },
};

/** The ref of a visit is random, and with it the code that is drawn: here all its bits are 0. */
const withoutChance = (context: BrowserContext) =>
  context.addInitScript(() => Object.assign(crypto, { getRandomValues: (bytes: Uint8Array) => bytes }));

async function shoot({ media, ...scene }: Scene, css = ''): Promise<Buffer> {
  const page = await showcase.open({ ...scene, prepare: withoutChance });
  if (media) await page.emulateMedia({ media });
  await page.evaluate((text) => {
    document.head.append(Object.assign(document.createElement('style'), { textContent: text }));
  }, css);
  if (scene.body.includes('greeting-delay')) await page.locator('.greeting').first().waitFor();
  await page.waitForFunction(() => {
    const within = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((node) => [node, ...(node.shadowRoot ? within(node.shadowRoot) : [])]);
    // One that follows what the tab remembers carries no visit of its own.
    const offers = (node: Element) => (node.getRootNode() as ShadowRoot).host?.getAttribute('state') === 'idle';
    const [paper, screen] = ['.paper path', '.screen path'].map((place) =>
      within(document).filter((node) => node.matches(place) && offers(node)),
    );
    return paper?.every((path, i) => path.getAttribute('d') !== screen?.[i]?.getAttribute('d'));
  });
  const file = await page.screenshot();
  blank = await page.context().newPage();
  return file;
}

describe('the elements look as they did', () => {
  it.each(Object.entries(SCENES))('in the picture %s', async (name, scene) => {
    const file = await shoot(scene);
    expect(await checkPicture(blank, name, file)).toBe('as it was');
  });

  it.each([
    ['another colour', ':root { --messenger-accent: #14532d }'],
    ['sharp corners', ':root { --messenger-radius: 0 }'],
    ['no glyph', '::part(glyph) { display: none }'],
    ['another size', '::part(status) { font-size: 15px }'],
    ['two pixels more', 'messenger-checkbox { margin-top: 2px }'],
  ])('so that %s is noticed', async (_, css) => {
    const file = await shoot({ ...WIDE, body: gallery('en') }, css);
    expect(await checkPicture(blank, 'light', file, { renews: false, evidence: temp.path })).toMatch(/ changed, /);
  });
});

describe('the references', () => {
  it('are one for each picture, at most ten, and small', () => {
    const files = readdirSync(FOLDER);
    expect(files.toSorted()).toEqual(
      Object.keys(SCENES)
        .map((name) => `${name}.png`)
        .toSorted(),
    );
    expect(files.length).toBeLessThanOrEqual(10);
    for (const file of files) expect([file, statSync(new URL(file, FOLDER)).size < 25_000]).toEqual([file, true]);
  });

  it('are renewed when they are to be; else it is said what changed, and where to see it', async () => {
    blank = await browser.newPage({ viewport: { width: 40, height: 40 } });
    const white = await blank.screenshot();
    await blank.evaluate(() => document.documentElement.setAttribute('style', 'background: black'));
    const black = await blank.screenshot();
    const options = { folder: temp.path, renews: false, evidence: temp.path };
    expect(await checkPicture(blank, 'x', white, options)).toMatch(/^There is no .*x\.png; make it/);
    expect(await checkPicture(blank, 'x', white, { ...options, renews: true })).toBe('as it was');
    expect(await checkPicture(blank, 'x', white, options)).toBe('as it was');
    const said = await checkPicture(blank, 'x', black, options);
    expect(said).toMatch(/^100\.00 % of the pixels of x changed, 0\.05 % may; see .* RENEW_PICTURES=1 npm test/);
    const [, where = ''] = /see (\S+)/.exec(said) ?? [];
    expect(readdirSync(where).toSorted()).toEqual(['x-actual.png', 'x-changed.png']);
  });
});
