import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { buildWidget } from '../../widget/build.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { useBrowser } from './use-browser.ts';

/** The demo page of a real server, in a browser nobody has used. */
export interface DemoPage {
  readonly server: TestServer;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained of; a test that expects something takes it out. */
  readonly problems: string[];
  /** Opens the page at this path, and waits until the last of the elements is defined. */
  open(path?: string): Promise<void>;
  /** Chooses one of the demo's options. */
  choose(name: string, value: string): Promise<unknown>;
}

/** Has the tests of a file share a server, and gives each its demo page, which may ask nobody else and complain of nothing. */
export function useDemoPage(begin: (demo: DemoPage) => unknown, options: BrowserContextOptions = {}): void {
  const browser = useBrowser();
  let server: TestServer | undefined;
  beforeAll(async () => {
    await buildWidget();
    server = await startTestServer('sqlite');
  });
  afterAll(async () => await server?.stop());
  beforeEach(async () => {
    if (!server) throw new Error('The server has not started.');
    const context = await browser().newContext({ locale: 'en-US', ...options });
    const { demo, hosts } = await openDemoPage(server, context);
    const { host } = new URL(server.url);
    await begin(demo);
    return async () => {
      await context.close();
      expect(demo.problems).toEqual([]);
      expect([...hosts]).toEqual([host]);
    };
  });
}

async function openDemoPage(
  server: TestServer,
  context: BrowserContext,
): Promise<{ demo: DemoPage; hosts: Set<string> }> {
  const problems: string[] = [];
  const hosts = new Set<string>();
  context.on('weberror', (error) => problems.push(error.error().message));
  context.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()));
  context.on('request', (request) => hosts.add(new URL(request.url()).host));
  const page = await context.newPage();
  const demo: DemoPage = {
    server,
    context,
    page,
    problems,
    async open(path = '/demo') {
      await page.goto(server.url + path);
      await page.waitForFunction(() => customElements.get('messenger-bubble') !== undefined);
    },
    choose: (name, value) => page.locator(`select[name=${name}]`).selectOption(value),
  };
  return { demo, hosts };
}
