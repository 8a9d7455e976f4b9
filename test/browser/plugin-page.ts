import type { BrowserContext, Page } from 'playwright-core';
import type { EntryPointPlugin, PluginFailure, TellStagesBody } from '../../shared/visit.ts';
import { APP_ID } from '../simulator/graph-client.ts';
import { type Fixture, startFixture } from '../simulator/simulator-fixture.ts';
import type { ButtonApi } from './button-api.ts';
import type { Shop } from './button-shop.ts';

const CORS = { 'access-control-allow-origin': '*' };

/** A page whose entry point may show Meta's plugin, which the simulator pretends. */
export interface PluginPage extends Fixture {
  readonly requests: string[];
  readonly told: (PluginFailure | undefined)[];
  /** What the widget says in the console. */
  readonly hints: string[];
  /** What the server's configuration says now. */
  allows: boolean;
  /** What it knows of app and Page. */
  doubt: EntryPointPlugin['doubt'];
  /** Changes how the pretended plugins behave. */
  turn(change: object): Promise<void>;
}

/** Lets the shop's domain hold the Page's plugins, and answers the widget's questions about them. */
export async function startPluginPage(context: BrowserContext, api: ButtonApi, shop: Shop): Promise<PluginPage> {
  const fixture = await startFixture();
  const { sim, page } = fixture;
  await sim.control.setPage(page.id, { domains: [shop.origin] });
  const plugin = { appId: APP_ID, pageId: page.id, sdkUrl: `${sim.url}/sdk`, version: 'v25.0' };
  const meta: PluginPage = {
    ...fixture,
    requests: [],
    told: [],
    hints: [],
    allows: true,
    doubt: null,
    async turn(change) {
      const headers = { 'content-type': 'application/json' };
      await fetch(`${sim.url}/control/sdk`, { method: 'POST', headers, body: JSON.stringify(change) });
    },
  };
  context.on('console', (message) => message.text().startsWith('<messenger-') && meta.hints.push(message.text()));
  context.on('request', (request) => void meta.requests.push(request.url()));
  await context.route(`${api.origin}/v1/entry-points/*/config`, (route) =>
    route.fulfill({ json: { plugin: meta.allows ? { ...plugin, doubt: meta.doubt } : null }, headers: CORS }),
  );
  await context.route(`${api.origin}/v1/stages`, (route) => {
    const { stages } = JSON.parse(route.request().postData() ?? '{}') as TellStagesBody;
    meta.told.push(
      ...stages.filter(({ stage }) => stage === 'plugin_failed').map(({ reason }) => reason as PluginFailure),
    );
    return route.fulfill({ status: 202, headers: CORS, json: {} });
  });
  return meta;
}

/** Has the page keep every event of the widget, and answer the question for consent. */
export async function listen(page: Page, consent: boolean | null): Promise<void> {
  await page.addInitScript((given) => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const name of ['open', 'arrived', 'linked', 'error', 'consent']) {
      addEventListener(`messenger-${name}`, (event) => {
        const { code = '', answer } = (event as CustomEvent).detail;
        heard.push(`${name} ${code}`.trim());
        if (given !== null) answer?.(Promise.resolve(given));
      });
    }
  }, consent);
}

/** The shop's page with one button. */
export function pluginShop(api: ButtonApi, shop: Shop, attributes: string): string {
  return `<!doctype html><html lang="de"><title>Shop</title><main><h1>Shop</h1>
    <messenger-button entry="spring-sale" ${attributes}><a href="${shop.origin}/m/1067?ref=SPRING1">Message us</a></messenger-button></main>
    <script async src="${api.origin}/widget.js"></script></html>`;
}

/** Opens the page; answers when its button would show the plugin, and what counts would hear of it. */
export async function visitPluginPage(page: Page, address: string, consent: boolean | null): Promise<void> {
  await listen(page, consent);
  const loaded = page.waitForResponse(/widget-plugin/);
  await page.goto(address);
  await loaded;
  await page.locator('messenger-button[state="idle"]').first().waitFor();
  await page.evaluate(async () => {
    const isCounting = !document.querySelector('script[data-no-stages]');
    await Promise.all(['plugin', ...(isCounting ? ['stages'] : [])].map((part) => window.Threadtie.load(part)));
  });
}
