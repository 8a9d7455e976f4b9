import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { PAGE_ID, referral } from '../support/server.ts';
import { METAS_SCRIPT, OLD_MARKUP, ourScript, quickStart, REACT_MOUNT } from './quick-start.ts';
import { type OpenTakeoverSite, useTakeoverSite } from './use-takeover-site.ts';

const { send: SEND, chat: CHAT, checkbox: FORM } = OLD_MARKUP;

let site: OpenTakeoverSite;
useTakeoverSite((started) => (site = started));

const button = (page: Page) => page.locator('messenger-button');
const heard = (page: Page) => page.evaluate<unknown[]>('heard');
const ours = () => ourScript(site.server.url);

describe("Meta's quick start with our address in it", () => {
  it('finds its FB, and its listeners hear rendered, clicked and opt_in with their ref', async () => {
    const page = await site.visit(SEND + quickStart(ours()));
    await expect.poll(() => heard(page)).toEqual(expect.arrayContaining(['unknown', 'rendered order-55 false']));
    const [messenger] = await Promise.all([page.context().waitForEvent('page'), button(page).locator('a').click()]);
    await messenger.waitForURL(/\/m\//);
    await expect.poll(() => heard(page)).toContain('clicked order-55 false');
    await expect.poll(() => page.evaluate('sessionStorage.length')).toBe(1);
    await site.server.deliver(referral('7002', new URL(messenger.url()).searchParams.get('ref') ?? ''));
    await expect.poll(() => heard(page), { timeout: 15_000 }).toContain('opt_in order-55 true');
    expect(site.strangers).toEqual([]);
  });

  it('waits for FB.XFBML.parse where the page had said so, and calls back when it is done', async () => {
    const page = await site.visit(`<section id="part">${SEND}</section>${SEND}${quickStart(ours(), 'xfbml: false,')}`);
    await expect.poll(() => heard(page)).toContain('unknown');
    await page.waitForTimeout(300);
    expect(await button(page).count()).toBe(0);
    const within = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const { FB } = window as unknown as {
            FB: { XFBML: { parse(root: Element | null, done: () => void): void } };
          };
          const part = document.getElementById('part');
          FB.XFBML.parse(part, () => resolve(part?.querySelectorAll('messenger-button').length));
        }),
    );
    expect(within).toBe(1);
    await expect.poll(() => heard(page)).toContain('xfbml.render');
  });

  it('forgets a listener that the page takes back', async () => {
    const page = await site.visit(quickStart(ours()));
    await expect.poll(() => heard(page)).toContain('unknown');
    await page.evaluate(
      `FB.Event.unsubscribe('xfbml.render'); window.twice = () => heard.push('twice');
       FB.Event.subscribe('xfbml.render', twice); FB.Event.unsubscribe('xfbml.render', twice)`,
    );
    await page.evaluate('new Promise((done) => FB.XFBML.parse(null, done))');
    await page.waitForTimeout(50);
    expect(await heard(page)).toEqual(['unknown']);
  });
});

describe('the calls of the chat plugin', () => {
  it('hide and show the launcher, and say so', async () => {
    const page = await site.visit(CHAT + quickStart(ours()));
    await expect.poll(() => heard(page)).toContain('customerchat.load');
    const bubble = page.locator('messenger-bubble');
    await page.evaluate('FB.CustomerChat.hide()');
    expect(await bubble.evaluate((node: HTMLElement) => node.hidden)).toBe(true);
    await page.evaluate('FB.CustomerChat.show(false)');
    expect(await bubble.evaluate((node: HTMLElement) => node.hidden)).toBe(false);
    expect(await heard(page)).toEqual(expect.arrayContaining(['customerchat.hide', 'customerchat.show']));
  });

  it('open and close its panel, and the visitor’s own act is told alike', async () => {
    const page = await site.visit(CHAT + quickStart(ours()));
    await expect.poll(() => heard(page)).toContain('customerchat.load');
    await page.evaluate('FB.CustomerChat.showDialog()');
    await page.locator('messenger-bubble[open]').waitFor();
    await expect.poll(() => heard(page)).toContain('customerchat.dialogShow');
    await page.keyboard.press('Escape');
    await expect.poll(() => heard(page)).toContain('customerchat.dialogHide');
    await page.evaluate('FB.CustomerChat.showDialog(); FB.CustomerChat.hideDialog()');
    expect(await page.locator('messenger-bubble').evaluate((node) => node.hasAttribute('open'))).toBe(false);
  });

  it('change its greeting and its ref', async () => {
    const page = await site.visit(CHAT + quickStart(ours()));
    await expect.poll(() => heard(page)).toContain('customerchat.load');
    await page.evaluate(`FB.CustomerChat.update({ logged_out_greeting: 'Still there?', ref: 'cart-9' })`);
    const said = await page
      .locator('messenger-bubble')
      .evaluate((node) => [node.getAttribute('greeting'), node.getAttribute('data-ref')]);
    expect(said).toEqual(['Still there?', 'cart-9']);
  });
});

describe('the checkbox', () => {
  /** How pages confirm that ours was sent: Meta's own documented call. */
  const confirm = (userRef: string) =>
    `FB.AppEvents.logEvent('MessengerCheckboxUserConfirmation', null,
      { app_id: '7300', page_id: '${PAGE_ID}', ref: 'order-61', user_ref: '${userRef}' })`;

  it('is told to the page as rendered and unticked, then with what the visitor makes of it', async () => {
    const page = await site.visit(FORM + quickStart(ours()));
    await expect.poll(() => heard(page)).toContain('rendered unchecked render-1');
    await page.getByRole('checkbox').check();
    await page.getByRole('checkbox').uncheck();
    expect((await heard(page)).slice(-2)).toEqual(['checkbox checked render-1', 'checkbox unchecked render-1']);
  });

  it("goes on to the link when the page confirms it by Meta's call, if it was ticked and is the one named", async () => {
    const page = await site.visit(FORM + quickStart(ours()));
    await expect.poll(() => heard(page)).toContain('unknown');
    const sent = page.locator('messenger-checkbox[sent]');
    await page.getByRole('checkbox').waitFor();
    await page.evaluate(confirm('render-1'));
    await page.getByRole('checkbox').check();
    await page.evaluate(confirm('another'));
    await page.waitForTimeout(50);
    expect(await sent.count()).toBe(0);
    await page.evaluate(confirm('render-1'));
    await page.getByRole('link', { name: 'Continue in Messenger' }).waitFor();
    expect(await sent.getAttribute('data-ref')).toBe('order-61');
  });
});

describe('a React wrapper', () => {
  it("that mounts after our tag, which carries the SDK's id, gets its button and loads nothing of Meta's", async () => {
    const page = await site.visit(site.tag.replace('async', 'async id="facebook-jssdk"'));
    await page.waitForFunction(() => 'FB' in window);
    await page.evaluate(REACT_MOUNT);
    await page.getByRole('link', { name: 'Send me updates' }).waitFor();
    await button(page).locator('a').click();
    await expect.poll(() => heard(page)).toContain('clicked order-58');
    expect(site.strangers).toEqual([]);
  });

  it('that throws FB away and sets its start function anew begins anew', async () => {
    const page = await site.visit(site.tag.replace('async', 'async id="facebook-jssdk"'));
    await page.waitForFunction(() => 'FB' in window);
    await page.evaluate('delete window.FB');
    await page.evaluate(REACT_MOUNT);
    await page.getByRole('link', { name: 'Send me updates' }).waitFor();
    expect(await page.evaluate(() => 'FB' in window)).toBe(true);
  });

  it("that loads Meta's script itself keeps it, and its markup is taken over all the same", async () => {
    const page = await site.visit(site.tag);
    await page.waitForFunction(() => 'FB' in window);
    await page.evaluate(REACT_MOUNT);
    await page.getByRole('link', { name: 'Send me updates' }).waitFor();
    expect(await page.evaluate(() => 'FB' in window)).toBe(false);
    expect(await page.evaluate(() => Object.getOwnPropertyDescriptor(window, 'fbAsyncInit')?.get)).toBeUndefined();
    expect(site.strangers).toEqual(['connect.facebook.net']);
  });
});

describe("where Meta's script is", () => {
  it('before ours, it stays what FB is', async () => {
    const page = await site.visit(`<script>window.FB = { real: true };</script>${SEND}${site.tag}`);
    await button(page).waitFor();
    expect(await page.evaluate('FB.real')).toBe(true);
  });

  it('still on its way, FB is left to it', async () => {
    const page = await site.visit(SEND + quickStart(METAS_SCRIPT) + site.tag);
    await button(page).waitFor();
    expect(await page.evaluate(() => 'FB' in window)).toBe(false);
  });
});
