import type { BrowserContext, Page } from 'playwright-core';

/** A page that does something to every script on it, as real ones do. */
export interface Hazard {
  readonly title: string;
  /** A style sheet of the page's own. */
  readonly css?: string;
  /** Runs before everything else on the page. */
  readonly script?: () => void;
  /** Done to the browser before the page is opened. */
  readonly prepare?: (context: BrowserContext, api: string) => Promise<unknown>;
}

/** Style sheets that reset more than their own. */
export const STYLE_HAZARDS: readonly Hazard[] = [
  { title: 'a reset of margins and paddings', css: '* { margin: 0; padding: 0; box-sizing: border-box }' },
  {
    title: 'a reset that is !important',
    css: '* { margin: 0 !important; padding: 0 !important; border: 0 !important }',
  },
  { title: '* { all: unset }', css: '* { all: unset }' },
  { title: '* { all: unset !important }', css: '* { all: unset !important }' },
  {
    title: 'a width, a margin and a grid for every element',
    css: 'main { display: grid } * { width: fit-content; justify-self: start; margin: 40px }',
  },
  {
    title: 'a greatest width that is !important',
    css: '* { max-width: 600px !important; width: 100% !important; height: 90px !important; inset: 0 !important }',
  },
  {
    title: 'rules for links that are !important',
    css: 'a, a:hover { display: inline !important; color: #2b5fd9 !important; background: none !important; font-size: 0.9em }',
  },
];

/** What old libraries, trackers and polyfills do to a page's own objects. */
export const SCRIPT_HAZARDS: readonly Hazard[] = [
  { title: 'enumerable methods on Array.prototype and Object.prototype', script: extendPrototypes },
  { title: 'toJSON on Array.prototype and another Array.from', script: oldLibrary },
  { title: 'fetch and JSON that are wrapped', script: wrapCalls },
  { title: 'fetch that throws', script: breakFetch },
  { title: 'storage that throws', script: refuseStorage },
  { title: 'storage that is null', script: removeStorage },
  { title: 'a BroadcastChannel that throws, as in Firefox without cookies', script: refuseChannel },
  { title: 'a loader that defines define() and module', script: pretendModules },
];

/** What browsers and their extensions keep from a page. */
export const BLOCKED_HAZARDS: readonly Hazard[] = [
  { title: 'cookies of other sites are blocked', prepare: blockCookies },
  { title: 'a filter that blocks what is counted', prepare: (context) => block(context, /stages/) },
  { title: 'a filter that blocks the parts of our script', prepare: (context) => block(context, /widget-/) },
  { title: 'a filter that blocks our server', prepare: (context) => block(context, /\/v1\//) },
];

/** Has a request filter of a visitor's refuse these addresses. */
export async function block(context: BrowserContext, addresses: RegExp): Promise<void> {
  await context.route(addresses, (route) => route.abort('blockedbyclient'));
}

async function blockCookies(context: BrowserContext, api: string): Promise<void> {
  await context.addCookies([{ name: 'of-the-visitor', value: '1', url: api, sameSite: 'Lax' }]);
  for (const page of context.pages()) await restrictCookies(page);
  context.on('page', (page) => void restrictCookies(page));
}

async function restrictCookies(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.setCookieControls', { enableThirdPartyCookieRestriction: true });
}

function extendPrototypes(): void {
  const extend = (it: object, names: string[]) => {
    for (const name of names) Object.assign(it, { [name]: () => name });
  };
  extend(Array.prototype, ['last', 'each', 'remove', 'contains']);
  extend(Object.prototype, ['extend', 'each', 'clone', 'keys', 'size', 'lang', 'target']);
  extend(String.prototype, ['contains', 'strip']);
  extend(Element.prototype, ['update', 'select', 'visible', 'show', 'hide', 'open']);
}

function oldLibrary(): void {
  Object.assign(Array.prototype, {
    toJSON(this: unknown[]) {
      return `[${this.join()}]`;
    },
  });
  Array.from = ((list: { length?: number } | null) => Array.prototype.slice.call(list ?? [])) as typeof Array.from;
}

function wrapCalls(): void {
  const { fetch: realFetch } = window;
  const { parse, stringify } = JSON;
  window.fetch = (...args) => realFetch.apply(window, args).then((response) => response.clone());
  JSON.parse = (...args) => parse.apply(JSON, args);
  JSON.stringify = ((...args: Parameters<typeof stringify>) => stringify.apply(JSON, args)) as typeof stringify;
}

function breakFetch(): void {
  window.fetch = () => {
    throw new TypeError('not on this page');
  };
}

function refuseStorage(): void {
  const refuse = {
    get: () => {
      throw new DOMException('no', 'SecurityError');
    },
  };
  Object.defineProperty(window, 'sessionStorage', refuse);
  Object.defineProperty(window, 'localStorage', refuse);
}

/** Has the channel between a site's pages refused, as Firefox does to a site that may store nothing. */
export function refuseChannel(): void {
  const refuse = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  window.BroadcastChannel = new Proxy(BroadcastChannel, { construct: refuse });
}

/** Has the page refuse every element that is defined. */
export function refuseElements(): void {
  customElements.define = () => {
    throw new TypeError('not on this page');
  };
}

function removeStorage(): void {
  Object.defineProperty(window, 'sessionStorage', { value: null });
  Object.defineProperty(window, 'localStorage', { value: null });
}

function pretendModules(): void {
  Object.assign(window, { define: Object.assign(() => undefined, { amd: {} }), module: { exports: {} }, exports: {} });
}
