import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildWidget } from '../../widget/build.ts';
import { callApi, PAGE_ID, startTestServer, type TestServer } from '../support/server.ts';
import { type Shop, startShop } from './button-shop.ts';

/** A website with Meta's markup on it, whose script tag is ours now, and a real server behind. */
export interface TakeoverSite {
  readonly shop: Shop;
  readonly server: TestServer;
  /** The script tag that takes over. */
  readonly tag: string;
  /** The code of the button's entry point; the bubble and the checkbox have theirs, too. */
  readonly code: string;
  /** Hosts that a page has asked, other than the site's own and the server's. */
  readonly strangers: string[];
  /** Opens a page with this body in a browser nobody has used. */
  visit(browser: Browser, body: string, headers?: Readonly<Record<string, string>>): Promise<Page>;
  /** Closes every page. */
  leave(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts server and website, on ports of their own. */
export async function startTakeoverSite(): Promise<TakeoverSite> {
  await buildWidget();
  const shop = await startShop();
  const server = await startTestServer('sqlite', { M_ME_URL: `${shop.origin}/m` });
  const post = async (path: string, body: object) => (await callApi(server.url, 'POST', path, { body })).body;
  await callApi(server.url, 'PUT', `/v1/pages/${PAGE_ID}`, { body: { name: 'Shop', accessToken: 'EAAtoken' } });
  const { id: siteId } = await post('/v1/sites', { name: 'Shop', origins: [shop.origin] });
  const createEntry = (key: string, variant: string) =>
    post('/v1/entry-points', { siteId, pageId: PAGE_ID, key, variant });
  const { code } = await createEntry('old-button', 'button');
  await createEntry('old-bubble', 'bubble');
  await createEntry('old-checkbox', 'checkbox');
  const visitors: BrowserContext[] = [];
  const strangers: string[] = [];
  const tag = `<script async data-takeover src="${server.url}/widget.js"></script>`;
  return {
    shop,
    server,
    tag,
    code,
    strangers,
    async visit(browser, body, headers = {}) {
      const html = `<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1>${body}</main></html>`;
      shop.page = { html, headers };
      const visitor = await browser.newContext({ locale: 'en-US' });
      visitors.push(visitor);
      await visitor.route(
        (url) => ![shop.origin, server.url].includes(url.origin),
        (route) => {
          strangers.push(new URL(route.request().url()).host);
          return route.abort();
        },
      );
      const page = await visitor.newPage();
      await page.goto(shop.origin);
      return page;
    },
    async leave() {
      await Promise.all(visitors.splice(0).map((visitor) => visitor.close()));
      strangers.length = 0;
    },
    async stop() {
      await server.stop();
      await shop.close();
    },
  };
}
