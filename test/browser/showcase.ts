import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { type ButtonApi, startButtonApi } from './button-api.ts';
import { type Shop, startShop } from './button-shop.ts';

/** Where a visit can stand, as names of entry points: see `ButtonApi.state`. */
const STATES = ['idle', 'waiting', 'arrived', 'linked', 'refused'] as const;
const EXPIRES_AT = new Date(Date.now() + 15 * 60_000).toISOString();

/** What the site itself writes into its markup, in the languages that the showcase is shown in. */
const WORDS = {
  en: { link: 'Message us', greeting: 'May we help?', name: 'Ada L.' },
  ar: { link: 'راسلنا', greeting: 'هل يمكننا المساعدة؟', name: 'Ada L.' },
  he: { link: 'כתבו לנו', greeting: 'אפשר לעזור?', name: 'עדה ל.' },
};

/** A language that the showcase can be shown in. */
export type ShowcaseLanguage = keyof typeof WORDS;

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
  return {
    api,
    shop,
    async open({ lang = 'en', body = elementsInFlow(lang), isScriptLate = false, prepare, ...options } = {}) {
      const dir = lang === 'en' ? 'ltr' : 'rtl';
      const script = `<script async src="${api.origin}/widget.js"></script>`;
      shop.page = { html: pageOf(body, `lang="${lang}" dir="${dir}"`, isScriptLate ? '' : script), headers: {} };
      const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...options });
      await prepare?.(context);
      const page = await context.newPage();
      await page.goto(shop.origin);
      if (isScriptLate) {
        await watchShifts(page);
        await page.addScriptTag({ url: `${api.origin}/widget.js` });
      }
      await settle(page);
      return page;
    },
    async showInCorner(page, html) {
      await page.evaluate((inside) => {
        (window as unknown as { rememberVisits(): void }).rememberVisits();
        const corner = document.getElementById('corner');
        if (corner) corner.innerHTML = inside;
      }, html);
      await settle(page);
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

/** A page whose tab remembers a visit in each state, and forgets none: elements whose part comes late are to show it, too. */
function pageOf(body: string, attributes: string, script: string): string {
  return `<!doctype html><html ${attributes}><meta name="viewport" content="width=device-width"><title>Shop</title>
    <link rel="stylesheet" href="/shop.css"><script>Storage.prototype.removeItem = () => undefined;
    (window.rememberVisits = () => {
      for (const id of ${JSON.stringify(STATES.slice(1))}) sessionStorage.setItem('threadtie:' + id,
        JSON.stringify({ id, watchSecret: 'secret', expiresAt: '${EXPIRES_AT}' }));
    })()</script><main><h1>Shop</h1>${body}</main><div id="corner"></div>
    ${script}</html>`;
}

/** Waits until every element is defined and says what its state says, in the language of the page, and fonts are there. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction((states: readonly string[]) => {
    const within = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((node) => [node, ...(node.shadowRoot ? within(node.shadowRoot) : [])]);
    const shows = (element: Element): boolean => {
      const { shadowRoot } = element;
      const state = element.getAttribute('state') ?? '';
      const line = shadowRoot?.querySelector('.status');
      const entry = element.getAttribute('entry') ?? '';
      const isThere = !states.includes(entry) || state === (entry === 'refused' ? 'failed' : entry);
      // A code in view offers a visit of its own, of which there is nothing to say before it is opened.
      const isOffered = element.localName === 'messenger-qr' && entry === 'waiting';
      const says = !line || state === 'idle' || line.textContent.trim() !== '';
      const draws = element.localName !== 'messenger-qr' || shadowRoot?.querySelector('.code');
      const speaks = [...(shadowRoot?.querySelectorAll('[lang]') ?? [])].every(
        (node) => node.getAttribute('lang') === document.documentElement.lang,
      );
      return state !== '' && (isThere || isOffered) && says && speaks && Boolean(draws);
    };
    return within(document)
      .filter((node) => node.hasAttribute('entry'))
      .every(shows);
  }, STATES);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

const linkOf = (text: string) => `<a href="https://m.me/1067?ref=SPRING1">${text}</a>`;

/** Every element that stands in the flow of a page, in every state and look it has. */
export function elementsInFlow(lang: ShowcaseLanguage): string {
  const { link, name } = WORDS[lang];
  const a = linkOf(link);
  const inEach = (tag: string, attributes = '') =>
    STATES.map((state) => `<p><messenger-${tag} entry="${state}" ${attributes}>${a}</messenger-${tag}></p>`).join('\n');
  return `<section><h2>Button</h2>${inEach('button')}
    ${['size="large"', 'size="xlarge"', 'color="white"'].map((look) => `<p><messenger-button entry="idle" ${look}>${a}</messenger-button></p>`).join('')}
    <p><messenger-button entry="idle" cta-text="GET_STARTED">${linkOf('')}</messenger-button></p></section>
    <section><h2>QR</h2>${inEach('qr', 'download')}</section>
    <section><h2>Checkbox</h2><form>${['', 'id="ticked"'].map((id) => `<messenger-checkbox entry="idle" ${id}>${a}</messenger-checkbox>`).join('')}
    <fieldset disabled><legend>Later</legend><messenger-checkbox entry="idle">${a}</messenger-checkbox></fieldset>
    ${inEach('checkbox', 'sent')}</form></section>
    <section><h2>Link status</h2>${inEach('link-status')}
    ${['', 'id="busy"', 'id="failing"'].map((id) => `<p><messenger-link-status entry="idle" ${id} connected-as="${name}" disconnect-url="/token">${a}</messenger-link-status></p>`).join('')}
    </section>`;
}

/** What the bubble can show, by name: closed, greeting, and its panel in every state. */
export function bubbles(lang: ShowcaseLanguage): readonly (readonly [name: string, html: string])[] {
  const { link, greeting } = WORDS[lang];
  const bubble = (entry: string, attributes: string) =>
    `<messenger-bubble entry="${entry}" ${attributes}>${linkOf(link)}</messenger-bubble>`;
  return [
    ['closed', bubble('idle', '')],
    ['greeting', bubble('idle', `greeting="${greeting}" greeting-delay="0"`)],
    ...STATES.map((state) => [`open, ${state}`, bubble(state, `open greeting="${greeting}"`)] as const),
  ];
}

/** Does what no attribute can: ticks a box, and has one link ended for ever and another in vain. */
export async function actOnElements(page: Page): Promise<void> {
  await page.locator('#ticked').getByRole('checkbox').check();
  await page.evaluate(() => {
    const disconnectBy = (id: string, disconnect: () => Promise<never>) =>
      Object.assign(document.getElementById(id) ?? {}, { disconnect });
    disconnectBy('busy', () => new Promise(() => null));
    disconnectBy('failing', () => Promise.reject(new Error('of the site')));
  });
  for (const id of ['#busy', '#failing']) await page.locator(id).locator('[part=disconnect]').click();
  await page.locator('#failing .outcome:not(:empty)').waitFor();
}
