import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ButtonApi, startButtonApi } from '../browser/button-api.ts';
import type { Tab } from './engines/engine.ts';
import { type Site, startSite } from './site.ts';

const PATIENCE_MS = 6000;
const LOOK_EVERY_MS = 50;

/** Finds the first element of a selector, in shadow roots too. */
const FIND = `const find = (css, root = document) => root.querySelector(css) ?? [...root.querySelectorAll('*')]
  .reduce((found, { shadowRoot }) => found ?? (shadowRoot && find(css, shadowRoot)), null);`;

/** Where a check is played: a website with the widget on it, the widget's scripted server, and a visitor's tab. */
export interface Stage {
  readonly tab: Tab;
  readonly api: ButtonApi;
  readonly site: Site;
  /** A link of the campaign, as the site wrote it. */
  link(text?: string): string;
  /** A whole page with this in its body. */
  page(body: string, html?: string): string;
  /** Opens the site's page with this in its body, and the widget. */
  visit(body: string, html?: string): Promise<void>;
  /** The value of an expression, in which `find(selector)` finds through shadow roots. */
  read<T>(expression: string): Promise<T>;
  /** Waits until the expression has the value. */
  shows(expression: string, expected: unknown): Promise<void>;
  /** Presses and lets go the pointer's button on the middle of an element that is to be seen. */
  click(selector: string): Promise<void>;
  leave(): Promise<void>;
}

/** Builds the stage for one check. */
export async function setStage(tab: Tab): Promise<Stage> {
  const [api, site] = await Promise.all([startButtonApi(), startSite()]);
  const read = <T>(expression: string) => tab.read<T>(`(() => { ${FIND} return (${expression}); })()`);
  const page = (body: string, html = 'lang="en"') =>
    `<!doctype html><html ${html}><title>Shop</title><script src="/site.js"></script><main><h1>Shop</h1>${body}</main>
      <script async src="${api.origin}/widget.js"></script></html>`;
  return {
    tab,
    api,
    site,
    read,
    page,
    link: (text = 'Message us') => `<a href="${site.origin}/m/1067?ref=SPRING1">${text}</a>`,
    async visit(body, html) {
      site.html = page(body, html);
      await tab.open(`${site.origin}/p/7?utm_source=mail`);
    },
    shows: (expression, expected) => comes(() => read(expression), expected, expression),
    async click(selector) {
      const [x, y] = await findMiddle(read, selector);
      await tab.clickAt(x, y);
    },
    leave: async () => void (await Promise.all([api.close(), site.close()])),
  };
}

/** Waits until what is read is what is expected; while a page comes or goes, reading it may fail. */
export async function comes(readIt: () => unknown, expected: unknown, what: string): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = await (async () => await readIt())().catch((error: unknown) => String(error));
    if (isDeepStrictEqual(seen, expected)) return;
    const stayed = `${what} stayed ${JSON.stringify(seen)} instead of ${JSON.stringify(expected)}`;
    if (performance.now() > giveUpAt) throw new Error(stayed);
    await sleep(LOOK_EVERY_MS);
  }
}

/** Once the element has come to rest: a pointer that aims at what moves hits something else. */
async function findMiddle(read: Stage['read'], selector: string): Promise<readonly [number, number]> {
  const middle = () =>
    read<readonly [number, number] | null>(`(() => {
      const element = find(${JSON.stringify(selector)});
      if (!element?.checkVisibility({ visibilityProperty: true })) return null;
      element.scrollIntoView({ block: 'nearest' });
      const { x, y, width, height } = element.getBoundingClientRect();
      return width && height ? [x + width / 2, y + height / 2] : null;
    })()`);
  const giveUpAt = performance.now() + PATIENCE_MS;
  let before = await middle();
  while (performance.now() < giveUpAt) {
    await sleep(LOOK_EVERY_MS);
    const now = await middle();
    if (now && isDeepStrictEqual(now, before)) return now;
    before = now;
  }
  throw new Error(`${selector} is not to be seen`);
}
