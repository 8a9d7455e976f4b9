import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type DemoPage, useDemoPage } from './demo-page.ts';
import { findFaults } from './find-faults.ts';

let context: BrowserContext;
let page: Page;
let problems: string[];
let open: DemoPage['open'];
let choose: DemoPage['choose'];
useDemoPage((demo) => ({ context, page, problems, open, choose } = demo));

const bubble = () => page.locator('messenger-bubble');
const plugin = () => page.locator('messenger-button[entry=demo-plugin]');

describe('/demo', () => {
  it('shows every attribute and slot that changes a look, each with its code', async () => {
    await open();
    const code = (await page.locator('main pre').allTextContents()).join('\n');
    for (const shown of [
      'size="large"',
      'size="xlarge"',
      'color="white"',
      'cta-text=',
      ' plugin>',
      ' download>',
      'slot="logo"',
      'slot="label"',
      ' disabled>',
      'connected-as="Ada L."',
      'disconnect-url=',
    ]) {
      expect(code).toContain(shown);
    }
    expect(code).not.toMatch(/demo/);
    await page.locator('messenger-qr [slot=logo]').waitFor();
    await page.getByText('Connected as Ada L.').waitFor();
    await page.locator('messenger-checkbox').getByText('Tell me in Messenger when').waitFor();
    expect(await page.locator('messenger-checkbox[disabled]').getByRole('checkbox').isDisabled()).toBe(true);
  });

  it('lets the bubble greet, fade, keep silent, stand in the other corner and open, with the code for it', async () => {
    await open();
    const greeting = bubble().getByText('May we help?');
    await choose('bubble', 'greeting');
    await greeting.filter({ visible: true }).waitFor();
    await choose('bubble', 'fade');
    expect(await page.locator('#bubble-example pre').textContent()).toContain('greeting-display="fade"');
    await choose('bubble', 'hide');
    await bubble().locator('.launcher').click();
    await greeting.filter({ visible: true }).waitFor();
    await choose('bubble', 'start');
    await bubble().locator('.launcher').waitFor();
    const half = await page.evaluate(() => innerWidth / 2);
    await expect.poll(async () => (await bubble().locator('.launcher').boundingBox())?.x).toBeLessThan(half);
    await choose('bubble', 'open');
    await bubble().getByRole('dialog').waitFor();
    expect(await page.locator('#bubble-example pre').textContent()).toContain('<messenger-bubble entry="KEY" open>');
  });

  it('shows the plugin by a stand-in where consent is given, and opens the link where it is not', async () => {
    await open();
    await page.waitForFunction(() => performance.getEntriesByName(`${location.origin}/widget-plugin.mjs`).length > 0);
    await plugin().locator('a').click();
    await plugin().getByRole('button', { name: 'Send to Messenger (stand-in)' }).click();
    await page.locator('messenger-button[entry=demo-plugin][plugin-state=shown][state=waiting]').waitFor();
    await choose('consent', 'no');
    await choose('state', 'idle');
    const [opened] = await Promise.all([context.waitForEvent('page'), plugin().locator('a').click()]);
    await opened.waitForURL(/\/demo\/messenger/);
    expect(new URL(opened.url()).searchParams.get('ref')).toMatch(/^DEMO1_/);
  });

  it('lets who was connected before disconnect', async () => {
    await open();
    const known = page.locator('messenger-link-status[entry=demo-known]');
    await known.locator('[part=disconnect]').click();
    await expect.poll(() => known.getByText('Connected as').count()).toBe(0);
  });

  it('says what is wrong with an entry point that it cannot show', async () => {
    await open('/demo?entry=no-such');
    await page.getByText('no-such').first().waitFor();
    // The browser itself writes that the server answered 404.
    expect(problems.splice(0)).toEqual([expect.stringContaining('404')]);
  });
});

describe('/demo/takeover', () => {
  it('brings back all four of the old plugins, with nothing that axe objects to', async () => {
    await open('/demo/takeover');
    for (const [old, ours] of [
      ['fb-send-to-messenger', 'messenger-button'],
      ['fb-messengermessageus', 'messenger-button'],
      ['fb-messenger-checkbox', 'messenger-checkbox'],
      ['fb-customerchat', 'messenger-bubble'],
    ]) {
      await page.locator(`.${old} > ${ours}[state=idle]:defined`).waitFor({ state: 'attached' });
    }
    expect(await page.locator('pre').first().textContent()).toMatch(
      /^<div class="fb-send-to-messenger" [^<]*><\/div>$/,
    );
    expect(await findFaults(page)).toEqual([]);
  });
});
