import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { answerQuestions } from './act-on-elements.ts';
import { type ButtonApi, startButtonApi } from './button-api.ts';
import { type Shop, startShop } from './button-shop.ts';
import { expiry } from './expiry.ts';
import { settleShowcase } from './settle-showcase.ts';
import { elementsInFlow, type ShowcaseLanguage } from './showcase-elements.ts';
import { ASKED, questions, STATES } from './showcase-states.ts';

/** How a page of the showcase is opened. */
export interface ShowcaseOptions extends BrowserContextOptions {
  readonly lang?: ShowcaseLanguage;
  /** What stands in `<main>`; all that stands in the flow of a page, if left out. */
  readonly body?: string;
  /** Brings the script only when the page was painted without it; `window.shift` then says how much has moved. */
  readonly isScriptLate?: boolean;
  /** Done to the browser before the page is opened. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

/** A page with the elements as they are built, each in whatever state it is asked for. */
export interface Showcase {
  readonly api: ButtonApi;
  readonly shop: Shop;
  /** Opens a page of its own once everything on it shows its state. */
  open(options?: ShowcaseOptions): Promise<Page>;
  /** Puts a bubble, or nothing, into the corner of an open page, and waits until it shows its state. */
  showInCorner(page: Page, html: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts the showcase, with more rules for its style sheet. */
export async function startShowcase(browser: Browser, css = ''): Promise<Showcase> {
  const rules = `html { color-scheme: light dark; background: Canvas; color: CanvasText; }
    body { margin: 0; padding: 16px; } section { display: flow-root; }`;
  const [api, shop] = await Promise.all([startButtonApi(), startShop(rules + css)]);
  // Browsers open six connections to a server: a page with more visits than that would wait for its streams.
  api.stream = 'brief';
  for (const [name, question] of Object.entries(questions())) api.questions.set(name, question);
  return {
    api,
    shop,
    async open({ lang = 'en', body = elementsInFlow(lang), isScriptLate = false, prepare, ...options } = {}) {
      const dir = lang === 'en' ? 'ltr' : 'rtl';
      const script = `<script async src="${api.origin}/widget.js"></script>`;
      shop.page = { html: pageOf(body, `lang="${lang}" dir="${dir}"`, isScriptLate ? '' : script), headers: {} };
      const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...options });
      await context.grantPermissions(['clipboard-write']);
      await prepare?.(context);
      const page = await context.newPage();
      await page.goto(shop.origin);
      if (isScriptLate) {
        await watchShifts(page);
        await page.addScriptTag({ url: `${api.origin}/widget.js` });
      }
      await settleShowcase(page);
      return page;
    },
    async showInCorner(page, html) {
      await page.evaluate((inside) => {
        (window as unknown as { rememberVisits(): void }).rememberVisits();
        const corner = document.getElementById('corner');
        if (corner) corner.innerHTML = inside;
      }, html);
      await settleShowcase(page);
      await answerQuestions(page, '#corner > ');
    },
    async close() {
      await Promise.all([api.close(), shop.close()]);
    },
  };
}

/** Answers once the page is painted; from then on whatever moves is added up. */
async function watchShifts(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const sum = Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

/**
 * A page whose tab remembers a visit in each state, and forgets none: elements whose part comes late are to show it, too. What
 * is under way stays so.
 */
function pageOf(body: string, attributes: string, script: string): string {
  return `<!doctype html><html ${attributes}><meta name="viewport" content="width=device-width"><title>Shop</title>
    <link rel="stylesheet" href="/shop.css"><script>Storage.prototype.removeItem = () => undefined;
    AbortSignal.timeout = () => new AbortController().signal;
    (window.rememberVisits = () => {
      for (const id of ${JSON.stringify([...STATES.slice(1), ...ASKED])}) sessionStorage.setItem('threadtie:' + id,
        JSON.stringify({ id, watchSecret: 'secret', expiresAt: '${expiry()}' }));
    })()</script><main><h1>Shop</h1>${body}</main><div id="corner"></div>
    ${script}</html>`;
}
