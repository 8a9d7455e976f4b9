import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { actOnElements } from './act-on-elements.ts';
import { countContrasting, shareOfInk } from './compare-pictures.ts';
import { readPicture } from './read-picture.ts';
import { bubbles } from './showcase-elements.ts';
import { type Showcase, startShowcase } from './showcase.ts';

/** High enough for everything to be in view at once, so that nothing scrolls between two pictures. */
const TALL = { width: 1240, height: 2900 } as const;
const COLUMNS = `@media (min-width: 1000px) {
  main { columns: 4; } h1 { column-span: all; } p { break-inside: avoid; } }`;
const MODES: readonly (readonly [name: string, options: BrowserContextOptions])[] = [
  ['in light colours', { colorScheme: 'light' }],
  ['in dark colours', { colorScheme: 'dark' }],
  ['in forced light colours', { colorScheme: 'light', forcedColors: 'active' }],
  ['in forced dark colours', { colorScheme: 'dark', forcedColors: 'active' }],
];
const PARTS = {
  'messenger-button[entry=idle]': ['a', '[part=glyph]'],
  'messenger-button[entry=idle][color=white]': ['a', '[part=glyph]'],
  'messenger-button[entry=waiting]': ['.status svg'],
  'messenger-button[entry=linked]': ['.status svg', '.status span'],
  'messenger-button[entry=refused]': ['.status svg', '.status span'],
  'messenger-qr[entry=idle]': ['.code', '[part=hint]', 'a', 'button'],
  'messenger-checkbox[entry=idle]': ['input', '[part=label]'],
  'messenger-checkbox[sent]': ['a'],
  'messenger-link-status[entry=idle][connected-as]': ['p', 'a', 'button'],
  'messenger-link-status#failing': ['.outcome'],
  'messenger-button[entry=match]': ['.status svg', '.question', 'strong'],
  'messenger-qr[entry=failing-answer]': ['.question', '.answers button', '.failed-answer'],
  'messenger-link-status[entry=offered]': ['messenger-chat-code button'],
  'messenger-link-status[entry=copied-code]': ['.signs', '.signs ~ button', 'messenger-chat-code p'],
  'messenger-qr[entry=shown-code]': ['.signs'],
  'messenger-link-status[entry=failing-code]': ['.problem'],
};
const EDGES = [
  'messenger-button[entry=idle] a',
  'messenger-checkbox[sent] a',
  'messenger-link-status[connected-as] button',
  'messenger-button[entry=person] .answers button',
  'messenger-qr[entry=failing-answer] .answers button',
  'messenger-link-status[entry=offered] messenger-chat-code button',
  'messenger-link-status[entry=copied-code] .signs ~ button',
  '#corner .launcher',
];

let browser: Browser;
let showcase: Showcase;
let blank: Page;
/** What several tests look at, one after the other. */
let shared: BrowserContext | undefined;

beforeAll(async () => {
  browser = await launchBrowser();
  showcase = await startShowcase(browser, COLUMNS);
});
afterAll(async () => {
  await browser?.close();
  await showcase?.close();
});
afterEach(async () => {
  const own = browser.contexts().filter((context) => context !== shared);
  await Promise.all(own.map((context) => context.close()));
});

const bubble = (name: string) => new Map(bubbles('en')).get(name) ?? '';

async function open(options: BrowserContextOptions): Promise<Page> {
  const page = await showcase.open({ viewport: TALL, ...options });
  blank = await page.context().newPage();
  await page.bringToFront();
  return page;
}

interface Margin {
  readonly around: number;
}

/** A picture of an element as it stands on its page. */
async function shoot(element: Locator, { around }: Margin = { around: 0 }) {
  const box = await element.boundingBox();
  if (!box) throw new Error(`${String(element)} is not shown.`);
  const clip = {
    x: Math.floor(box.x) - around,
    y: Math.floor(box.y) - around,
    width: Math.ceil(box.width) + 2 * around,
    height: Math.ceil(box.height) + 2 * around,
  };
  return await readPicture(blank, await element.page().screenshot({ clip }));
}

describe.each(MODES)('%s', (_, options) => {
  let page: Page;
  beforeAll(async () => {
    page = await open(options);
    shared = page.context();
    await actOnElements(page);
  });
  afterAll(async () => {
    await shared?.close();
    shared = undefined;
  });

  it('every text, drawing and control stands out by 3:1', async () => {
    const faint: string[] = [];
    const check = async (place: string) => {
      if (shareOfInk(await shoot(page.locator(place).first())) < 0.02) faint.push(place);
    };
    for (const [element, parts] of Object.entries(PARTS)) for (const part of parts) await check(`${element} ${part}`);
    await showcase.showInCorner(page, bubble('greeting'));
    for (const part of ['.greeting p', '.greeting button', '.launcher']) await check(`#corner ${part}`);
    await showcase.showInCorner(page, bubble('open, linked'));
    for (const part of ['.panel p', 'messenger-bubble > a', '.panel .status span', '.launcher'])
      await check(`#corner ${part}`);
    expect(faint).toEqual([]);
  });

  it('the focus shows around every control, as large and as clear as WCAG 2.2 asks at level AAA', async () => {
    const unclear: string[] = [];
    const check = async (control: Locator) => {
      const before = await shoot(control, { around: 8 });
      await control.focus();
      const box = await control.boundingBox();
      const least = 4 * ((box?.width ?? 0) + (box?.height ?? 0));
      if (countContrasting(before, await shoot(control, { around: 8 })) < least) unclear.push(String(control));
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    };
    // What is focused by a script shows it only where the keyboard was used last.
    await page.keyboard.press('Shift');
    const controls = ['button[entry=idle] a', 'button[color=white] a', 'qr[entry=idle] a', 'qr[entry=idle] button'];
    const others = ['checkbox[entry=idle] input', 'checkbox[sent] a', 'link-status[connected-as] button'];
    const answers = ['button', 'qr', 'checkbox'].map((tag) => `${tag}[entry=failing-answer] .answers button`);
    const codes = ['link-status[entry=offered]', 'qr[entry=shown-code]'].map(
      (place) => `${place} messenger-chat-code button`,
    );
    for (const place of [...controls, ...others, ...answers, ...codes])
      await check(page.locator(`messenger-${place}`).first());
    await showcase.showInCorner(page, bubble('greeting'));
    for (const part of ['.greeting button', '.launcher']) await check(page.locator(`#corner ${part}`));
    await showcase.showInCorner(page, bubble('open, failing-answer'));
    for (const part of ['> a', '.panel .answers button'])
      await check(page.locator(`#corner > messenger-bubble ${part}`).first());
    expect(unclear).toEqual([]);
  });

  // Elsewhere a button may be its words, or its colour.
  if (options.forcedColors) {
    it('every button has an edge', async () => {
      await showcase.showInCorner(page, bubble('open, idle'));
      const unbounded: string[] = [];
      for (const place of [...EDGES, '#corner .panel']) {
        const box = await page.locator(place).first().boundingBox();
        const clip = { x: Math.floor(box?.x ?? 0) - 6, y: (box?.y ?? 0) + (box?.height ?? 0) / 2, width: 9, height: 2 };
        if (shareOfInk(await readPicture(blank, await page.screenshot({ clip }))) === 0) unbounded.push(place);
      }
      expect(unbounded).toEqual([]);
    });
  }
});

it('on a phone the launcher shows its glyph, its edge and the focus in forced colours', async () => {
  const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true } as const;
  const page = await open({ ...phone, colorScheme: 'dark', forcedColors: 'active' });
  await showcase.showInCorner(page, bubble('closed'));
  const launcher = page.locator('#corner .launcher');
  const before = await shoot(launcher, { around: 8 });
  expect(shareOfInk(before)).toBeGreaterThan(0.02);
  await page.keyboard.press('Shift');
  await page.locator('#corner a').focus();
  expect(countContrasting(before, await shoot(launcher, { around: 8 }))).toBeGreaterThan(4 * 112);
});

describe('on paper', () => {
  it('stands what can be read or scanned there, and nothing that can only be clicked', async () => {
    const page = await open({});
    await actOnElements(page);
    await showcase.showInCorner(page, bubble('open, linked'));
    await page.emulateMedia({ media: 'print' });
    const isShown = (place: string) => page.locator(place).first().isVisible();
    for (const place of [
      'messenger-qr .paper',
      'messenger-link-status [part=account]',
      'messenger-checkbox label',
      'messenger-button strong',
    ]) {
      expect([place, await isShown(place)]).toEqual([place, true]);
    }
    const clicked = ['qr button', 'qr .screen', 'link-status button', 'bubble .launcher', 'bubble .panel'];
    for (const place of [...clicked, 'button[entry=person] .answers', 'link-status[entry=shown-code] .signs']) {
      expect([place, await isShown(`messenger-${place}`)]).toEqual([place, false]);
    }
  });
});

describe('what moves', () => {
  /** How many animations run, within the elements too, and the longest transition there is, in seconds. */
  const motionOf = (page: Page) =>
    page.evaluate(() => {
      const within = (root: ParentNode): Element[] =>
        [...root.querySelectorAll('*')].flatMap((node) => [node, ...(node.shadowRoot ? within(node.shadowRoot) : [])]);
      const all = within(document);
      const seconds = all.map((node) => parseFloat(getComputedStyle(node).transitionDuration));
      return { running: all.flatMap((node) => node.getAnimations()).length, longest: Math.max(...seconds) };
    });

  it('is the sign of waiting, and what fades within 150 ms', async () => {
    const page = await open({ reducedMotion: 'no-preference' });
    await showcase.showInCorner(page, bubble('closed'));
    const { running, longest } = await motionOf(page);
    expect(running).toBeGreaterThan(0);
    expect(longest).toBe(0.15);
  });

  it('is nothing where the visitor wants less motion', async () => {
    const page = await open({ reducedMotion: 'reduce' });
    await showcase.showInCorner(page, bubble('open, waiting'));
    expect(await motionOf(page)).toEqual({ running: 0, longest: 0 });
  });
});

describe('what stands below an element', () => {
  const ELEMENTS = [
    'elements/messenger-button',
    'qr/qr',
    'checkbox/checkbox',
    'link-status/link-status',
    'bubble/bubble',
  ];
  const bodyOf = (names: readonly string[]) =>
    names
      .map((name) => {
        const more = /qr|link/.test(name)
          ? 'chat-code user-token="token"'
          : 'greeting="May we help?" greeting-delay="0"';
        const attributes = `entry="idle" ${more}`;
        return `<div><messenger-${name} ${attributes}><a href="https://m.me/1?ref=SPRING1">Message us</a></messenger-${name}></div><p>Below.</p>`;
      })
      .join('');
  const ALL = bodyOf(['bubble', 'button', 'checkbox', 'link-status', 'qr']);

  /** The rules that the documentation of each element tells a site to put into its own style sheet. */
  function documentedRules(paths: readonly string[] = ELEMENTS): string {
    const rules = paths.map((path) => {
      const source = readFileSync(new URL(`../../widget/${path}-element.ts`, import.meta.url), 'utf8');
      const [, css = ''] = /```css\n([\s\S]*?)```/.exec(source) ?? [];
      return css.replace(/^ \* ?/gm, '');
    });
    return rules.join('');
  }

  /** By how much things moved while the elements came into a page that was there before, and while a panel opened. */
  async function shiftOf(css: string, options: BrowserContextOptions, body = ALL): Promise<number> {
    const other = await startShowcase(browser, css);
    try {
      const page = await other.open({ body, isScriptLate: true, ...options });
      await page.locator('.greeting').waitFor();
      await page.locator('messenger-bubble').evaluate((node) => Object.assign(node, { open: true }) && undefined);
      if (!options.isMobile) await page.locator('messenger-bubble .code').waitFor({ state: 'attached' });
      return await page.evaluate(async () => {
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return (window as unknown as { shift: number }).shift;
      });
    } finally {
      await other.close();
    }
  }

  it.each([
    ['1000 pixels', { viewport: { width: 1000, height: 1200 } }],
    ['390 pixels', { viewport: { width: 390, height: 1200 } }],
    ['a phone', { viewport: { width: 390, height: 1200 }, hasTouch: true, isMobile: true }],
  ])('does not move when the script comes late, with the documented rules, on %s', async (_, options) => {
    expect(await shiftOf(documentedRules(), options)).toBe(0);
  });

  it('does not move either while the code of a panel that is open is fetched', async () => {
    expect(await shiftOf(documentedRules(), {}, bodyOf(['bubble']))).toBe(0);
  });

  it.each(ELEMENTS)('would move without the rules of %s', async (path) => {
    const others = ELEMENTS.filter((each) => each !== path);
    expect(await shiftOf(documentedRules(others), {})).toBeGreaterThan(0);
  });
});
