import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

describe('/docs', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startTestServer('sqlite');
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('shows every call of the API from this host alone, with nothing the policy forbids', async () => {
    const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
    const hosts = new Set<string>();
    const violations: string[] = [];
    page.on('request', (request) => request.url().startsWith('http') && hosts.add(new URL(request.url()).host));
    page.on('console', (message) => /Content Security Policy/.test(message.text()) && violations.push(message.text()));
    await page.goto(`${server.url}/docs`);
    await page.getByText('/v1/entry-points/{key}/config').waitFor();
    const { paths } = await (await fetch(`${server.url}/openapi.json`)).json();
    const calls = Object.values<object>(paths).flatMap((path) => Object.keys(path));
    await expect.poll(() => page.locator('.opblock').count()).toBe(calls.length);
    expect([...hosts]).toEqual([new URL(server.url).host]);
    expect(violations).toEqual([]);
  });
});
