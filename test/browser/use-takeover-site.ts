import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { startTakeoverSite, type TakeoverSite } from './takeover-site.ts';
import { useBrowser } from './use-browser.ts';

/** The website with the old markup, and a browser to open its pages in. */
export interface OpenTakeoverSite extends Omit<TakeoverSite, 'visit'> {
  visit(body: string, headers?: Readonly<Record<string, string>>): Promise<Page>;
}

/** Has the tests of a file share the website with Meta's markup, and closes its pages after each. */
export function useTakeoverSite(begin: (site: OpenTakeoverSite) => unknown): void {
  const browser = useBrowser();
  let site: TakeoverSite | undefined;
  beforeAll(async () => {
    const started = await startTakeoverSite();
    site = started;
    begin({ ...started, visit: (body, headers) => started.visit(browser(), body, headers) });
  });
  afterEach(async () => await site?.leave());
  afterAll(async () => await site?.stop());
}
