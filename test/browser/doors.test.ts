import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWidget } from '../../widget/build.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ButtonApi, startButtonApi } from './button-api.ts';
import { type Shop, startShop } from './button-shop.ts';

const run = promisify(execFile);

interface Door {
  configure(options: { readonly apiOrigin: string; readonly stages?: boolean }): void;
  defineElements(): void;
}

let api: ButtonApi;
let shop: Shop;
let browser: Browser;

beforeAll(async () => {
  [api, shop, browser] = await Promise.all([startButtonApi(), startShop(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([api?.close(), shop?.close()]);
});

async function openDoor(): Promise<Page> {
  shop.page = { html: '<!doctype html><title>Shop</title>', headers: {} };
  const page = await browser.newPage();
  await page.goto(shop.origin);
  const content = `import * as door from '${api.origin}/widget.pure.mjs'; globalThis.door = door;`;
  await page.addScriptTag({ type: 'module', content });
  await page.waitForFunction(() => 'door' in globalThis);
  return page;
}

const isDefined = (): boolean => customElements.get('messenger-button') !== undefined;

describe('the door without side effects', () => {
  it('defines nothing until it is told to', async () => {
    const page = await openDoor();
    const before = await page.evaluate(isDefined);
    await page.evaluate((apiOrigin) => {
      const { door } = globalThis as unknown as { door: Door };
      door.configure({ apiOrigin });
      door.defineElements();
    }, api.origin);
    expect([before, await page.evaluate(isDefined)]).toEqual([false, true]);
    await page.close();
  });

  it('counts nothing where it is told not to', async () => {
    const before = api.telemetry.length;
    const page = await openDoor();
    await page.evaluate((apiOrigin) => {
      const { door } = globalThis as unknown as { door: Door };
      door.configure({ apiOrigin, stages: false });
      door.defineElements();
    }, api.origin);
    await page.waitForTimeout(500);
    expect([await page.evaluate(isDefined), api.telemetry.slice(before)]).toEqual([true, []]);
    await page.close();
  });

  it('loads in plain Node and throws nothing', async () => {
    const path = (await buildWidget()).find(({ file }) => file === 'widget.pure.mjs')?.path ?? '';
    const script = `const { defineElements } = await import(${JSON.stringify(pathToFileURL(path).href)});
      defineElements();
      console.log(typeof defineElements, globalThis.customElements?.get('messenger-button') ?? 'none')`;
    const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script]);
    expect([stdout.trim(), stderr]).toEqual(['function none', '']);
  });
});
