import assert from 'node:assert/strict';
import { VISIT_REF_PATTERN } from '../../shared/ref.ts';
import { type ButtonApi, startButtonApi } from '../browser/button-api.ts';
import { comes } from './comes.ts';
import type { Medium, Tab } from './engines/engine.ts';
import { NotAvailable } from './engines/not-available.ts';
import { findMiddle } from './find-middle.ts';
import type { Grounds } from './grounds.ts';
import { type Relay, startRelay } from './relay.ts';
import { type Site, startSite } from './site.ts';

/** Finds the first element of a selector, in shadow roots too. */
const FIND = `const find = (css, root = document) => root.querySelector(css) ?? [...root.querySelectorAll('*')]
  .reduce((found, { shadowRoot }) => found ?? (shadowRoot && find(css, shadowRoot)), null);`;

/** How a page differs from a plain one. */
export interface Look {
  /** Attributes of `<html>`. */
  readonly html?: string;
  readonly head?: string;
  /** In the place of the widget's script tag. */
  readonly tag?: string;
}

/** Where a check is played: a website with the widget on it, the widget's scripted server, and a visitor's tab. */
export interface Stage {
  readonly tab: Tab;
  /** The widget's server behind the relay. */
  readonly api: ButtonApi;
  /** What the page takes for the widget's server. */
  readonly server: Relay;
  readonly site: Site;
  readonly grounds: Grounds;
  /** A link of the campaign, as the site wrote it. */
  link(text?: string): string;
  /** One of our elements with a link in it: `element('button', 'size="large"')`. */
  element(name: string, attributes?: string, inside?: string): string;
  /** The widget's script tag. */
  tag(attributes?: string): string;
  /** A whole page with this in its body. */
  page(body: string, look?: Look): string;
  /** Opens the site's page with this in its body, and the widget. */
  visit(body: string, look?: Look): Promise<void>;
  /** The value of an expression, in which `find(selector)` finds through shadow roots. */
  read<T>(expression: string): Promise<T>;
  /** What the promise resolves to that the expression gives. */
  resolves<T>(expression: string): Promise<T>;
  /** Waits until the expression has the value. */
  shows(expression: string, expected: unknown): Promise<void>;
  /** Waits until the first of our elements of this name is in this state. */
  reaches(state: string, name?: string): Promise<void>;
  /** Waits until one visit is registered, and is what Messenger was opened with; answers its ref. */
  opensVisit(): Promise<string>;
  /** Presses and lets go the pointer's button on the middle of an element that is to be seen. */
  click(selector: string, button?: 'left' | 'middle'): Promise<void>;
  /**
   * Pretends a medium that a media query tells.
   * @throws {NotAvailable} where the driver cannot
   */
  emulate(medium: Medium, query: string): Promise<void>;
  leave(): Promise<void>;
}

/** Builds the stage for one check. */
export async function setStage(tab: Tab, grounds: Grounds): Promise<Stage> {
  const [api, site] = await Promise.all([startButtonApi(), startSite()]);
  const server = await startRelay(api.origin);
  const markup = writeMarkup(site, server);
  return {
    tab,
    api,
    site,
    server,
    grounds,
    ...markup,
    ...actOn(tab),
    async visit(body, look) {
      site.html = markup.page(body, look);
      await tab.open(`${site.origin}/p/7?utm_source=mail`);
    },
    async opensVisit() {
      await comes(() => api.registrations.length, 1, 'the number of registered visits');
      const { ref = '' } = api.registrations[0] ?? {};
      await comes(() => [...new Set(site.opened)], [`/m/1067?ref=${ref}`], 'what was opened');
      assert.match(ref, VISIT_REF_PATTERN);
      return ref;
    },
    async leave() {
      await server.close();
      await Promise.all([api.close(), site.close()]);
    },
  };
}

function writeMarkup(site: Site, server: Relay): Pick<Stage, 'link' | 'element' | 'tag' | 'page'> {
  const link = (text = 'Message us') => `<a href="${site.origin}/m/1067?ref=SPRING1">${text}</a>`;
  const tag = (attributes = 'async') => `<script ${attributes} src="${server.origin}/widget.js"></script>`;
  return {
    link,
    tag,
    element: (name, attributes = '', inside = link()) =>
      `<messenger-${name} ${attributes.includes('entry=') ? '' : 'entry="spring-sale"'} ${attributes}>${inside}</messenger-${name}>`,
    page: (body, look = {}) =>
      `<!doctype html><html ${look.html ?? 'lang="en"'}><head><title>Shop</title><script src="/site.js"></script>${look.head ?? ''}</head><body>
        <main><h1>Shop</h1>${body}</main>${look.tag ?? tag()}</body></html>`,
  };
}

type Acts = Pick<Stage, 'read' | 'resolves' | 'shows' | 'reaches' | 'click' | 'emulate'>;

function actOn(tab: Tab): Acts {
  const read = <T>(expression: string) => tab.read<T>(`(() => { ${FIND} return (${expression}); })()`);
  const shows = (expression: string, expected: unknown) => comes(() => read(expression), expected, expression);
  return {
    read,
    shows,
    async resolves<T>(expression: string) {
      await read(`(window.answered = null, Promise.resolve(${expression}).then(
        (value) => (window.answered = { value }), (error) => (window.answered = { error: String(error) })), 0)`);
      await shows('window.answered !== null', true);
      const { value, error } = await read<{ value: T; error?: string }>('window.answered');
      if (error) throw new Error(error);
      return value;
    },
    reaches: (state, name = 'button') => shows(`find('messenger-${name}')?.getAttribute('state')`, state),
    async click(selector, button) {
      const { x, y } = await findMiddle(read, selector);
      await tab.clickAt(x, y, button);
    },
    async emulate(medium, query) {
      await tab.emulate(medium);
      if (!(await read(`matchMedia(${JSON.stringify(query)}).matches`)))
        throw new NotAvailable(`what drives it pretends (${query}) without effect`);
    },
  };
}
