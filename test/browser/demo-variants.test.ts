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
      '<messenger-link-status entry="KEY" chat-code user-token-url="/messenger-token">',
      '<messenger-qr entry="KEY" chat-code',
    ]) {
      expect(code).toContain(shown);
    }
    expect(code).not.toMatch(/demo|always/);
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
    await page.evaluate(`Threadtie.load('plugin')`);
    await plugin().locator('a').click();
    await plugin().getByRole('button', { name: 'Send to Messenger (stand-in)' }).click();
    await page.locator('messenger-button[entry=demo-plugin][plugin-state=shown][state=waiting]').waitFor();
    await choose('consent', 'no');
    await choose('state', 'idle');
    const [opened] = await Promise.all([context.waitForEvent('page'), plugin().locator('a').click()]);
    await opened.waitForURL(/\/demo\/messenger/);
    expect(new URL(opened.url()).searchParams.get('ref')).toMatch(/^DEMO1_/);
  });

  it.each([
    ['match', 'Tap this number in Messenger:'],
    ['confirm-on-site', 'Name in Messenger: Ada L. Is this you?'],
    ['unnamed', 'Name in Messenger: not known. Is this you?'],
    ['confirm-in-thread', 'One more step: answer in Messenger.'],
    ['code', 'Name in Messenger: Ada L. Is this you?'],
    ['window-closed', 'We cannot write to you in Messenger yet.'],
    ['page-unhealthy', 'We cannot ask you in Messenger at the moment.'],
  ])('has every element ask the question "%s"', async (state, words) => {
    await open();
    await choose('state', state);
    const asking = ['button[data-ref]', 'qr[download]', 'link-status[entry=demo-status]', 'bubble'];
    for (const place of asking) {
      const line = page.locator(`messenger-${place}`).locator('.status').first().filter({ hasText: words });
      await line.filter({ visible: true }).waitFor();
    }
    // What floats over others has a contrast that axe cannot tell: it is tried alone in a corner elsewhere.
    expect(await findFaults(page, 'figure:not(#bubble-example)')).toEqual([]);
  });

  it('takes either answer to a question, and of a code’s question the half that is given here', async () => {
    await open();
    await page.locator('[entry=demo-asked]').getByText('42', { exact: true }).waitFor();
    const consent = page.locator('[entry=demo-consent]');
    await consent.getByRole('button', { name: 'No, that is not me' }).click();
    await page.locator('[entry=demo-consent][state=failed]').waitFor();
    await choose('state', 'code');
    await consent.getByRole('button', { name: 'Yes, connect' }).click();
    await page.locator('[entry=demo-consent][state=linked]').waitFor();
    const status = page.locator('[entry=demo-status]');
    await status.getByRole('button', { name: 'Yes, connect' }).click();
    await status.getByText('One more step: answer in Messenger.').waitFor();
    expect(await status.getByRole('button', { name: 'Yes, connect' }).count()).toBe(0);
  });

  it('gives out a code for the chat, at a connection and at a QR code', async () => {
    await open();
    for (const entry of ['demo-code', 'demo-scan']) {
      const element = page.locator(`[entry=${entry}]`);
      await element.getByRole('button', { name: 'Use a code instead' }).click();
      await element.getByRole('img', { name: 'C D F G - H J K M' }).waitFor();
    }
    expect(await findFaults(page)).toEqual([]);
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
