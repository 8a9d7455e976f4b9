import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { actOnElements } from './act-on-elements.ts';
import { bubbles } from './showcase-elements.ts';
import { type Showcase, startShowcase } from './showcase.ts';

const SAYS = {
  waiting: 'Waiting for you in Messenger…',
  arrived: 'You’re in Messenger',
  linked: 'Messenger is connected',
  refused: 'Messenger could not be connected to your account. Please try again, or tell us in the chat.',
};
const FAILED = 'That did not work. Please try again';
const PHONE = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true } as const;

let browser: Browser;
let showcase: Showcase;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** The link to the thread, of whatever name. */
const link = (name = 'Message us') => `link "${name}": /url: https://m.me/1067?ref=SPRING1`;
const asks = (words: string) => `status: text: "${words}"`;
const answers = (state = '') => ['Yes, connect', 'No, that is not me'].map((name) => `button "${name}"${state}`);
const NUMBER = [asks('Tap this number in Messenger:'), 'strong: 42, 4 2'];
const CONSENT = asks('Name in Messenger: Eve O. Is this you?');
const CODE = ['img "QR code that opens our chat in Messenger"', 'paragraph: Scan with your phone’s camera'];

/** What a screen reader is told of an element, one thing after the other; where something holds another it begins with it. */
async function told(place: string, nth = 0): Promise<readonly string[]> {
  const snapshot = await page.locator(place).nth(nth).ariaSnapshot();
  const lines = snapshot
    .replaceAll(/:\n +- /g, ': ')
    .replaceAll(/until \d+:\d+\s[AP]M/g, 'until 2:30 PM')
    .split('\n');
  return lines.map((line) => line.replace(/^ *- /, ''));
}

describe('what a screen reader is told', () => {
  beforeAll(async () => {
    showcase = await startShowcase(browser);
    page = await showcase.open();
    await actOnElements(page);
  });
  afterAll(async () => {
    await page?.context().close();
    await showcase?.close();
  });

  it('of a button: a link, and below it what came of it', async () => {
    expect(await told('messenger-button[entry=idle]')).toEqual([link(), 'status']);
    for (const [state, words] of Object.entries(SAYS)) {
      expect(await told(`messenger-button[entry=${state}]`)).toEqual([link(), `status: ${words}`]);
    }
  });

  it.each([
    ['match', NUMBER],
    ['thread', ['status: "One more step: answer in Messenger."']],
    ['person', [asks('Name in Messenger: Wolfeschlegelsteinhausenbergerdorff-Hohenlohe. Is this you?'), ...answers()]],
    ['unnamed', [asks('Name in Messenger: not known. Is this you?'), ...answers()]],
    ['both', [CONSENT, ...answers()]],
    ['half-thread', [CONSENT, ...answers()]],
    ['half-site', ['status: "One more step: answer in Messenger."']],
    ['write', ['status: We cannot write to you in Messenger yet. Write something in the chat, then we ask you there.']],
    ['later', ['status: We cannot ask you in Messenger at the moment. Please try again later.']],
    ['busy-answer', [CONSENT, ...answers(' [disabled]')]],
    ['failing-answer', [CONSENT, ...answers(), `text: ${FAILED}.`]],
  ])('of the question "%s": what to do, and the ways to answer', async (entry, question) => {
    expect(await told(`messenger-button[entry=${entry}]`)).toEqual([link(), ...question]);
  });

  it('of a code: that it is one, what to do with it, and how to keep it', async () => {
    const saves = ['button "Save image (SVG)"', 'button "Save image (PNG)"'];
    expect(await told('messenger-qr[entry=idle]')).toEqual([...CODE, link(), ...saves, 'status']);
    const arrived = [...CODE, link(), ...saves, `status: ${SAYS.arrived}`];
    expect(await told('messenger-qr[entry=arrived]')).toEqual(arrived);
    expect(await told('messenger-qr[entry=match]')).toEqual([...CODE, link(), ...NUMBER]);
  });

  it('of a box: its words, whether it is ticked, and after the form was sent the way on', async () => {
    for (const [nth, state] of ['', ' [checked]', ' [disabled]'].entries()) {
      const words = 'Send me messages in Messenger';
      const box = [`checkbox "${words}"${state}`, `text: ${words}`, 'status', 'status'];
      expect(await told('messenger-checkbox[entry=idle]', nth)).toEqual(box);
    }
    const sent = [link(), 'status: Continue in Messenger', 'status'];
    expect(await told('messenger-checkbox[entry=idle]', 3)).toEqual(sent);
    expect(await told('messenger-checkbox[entry=arrived]')).toEqual([link(), 'status', `status: ${SAYS.arrived}`]);
    expect(await told('messenger-checkbox[entry=match]')).toEqual([link(), 'status', ...NUMBER]);
  });

  it('of a connection: whose it is, and what can be done about it', async () => {
    const none = ['paragraph: Not connected to Messenger', link()];
    const ada = ['paragraph: Connected as Ada L.', link('Connect another account')];
    for (const [nth, all] of [
      [...none, 'status', 'status'],
      [...ada, 'button "Disconnect"', 'status', 'status'],
      [...ada, 'button "Disconnect" [disabled]', 'status', 'status'],
      [...ada, 'button "Disconnect"', `status: ${FAILED}.`, 'status'],
      [...none, 'status: Disconnected. Connect again to undo this.', 'status'],
    ].entries()) {
      expect(await told('messenger-link-status[entry=idle]', nth)).toEqual(all);
    }
    expect(await told('messenger-link-status[entry=match]')).toEqual([...none, 'status', ...NUMBER]);
  });

  it('of a code for the chat: how to get it, its signs one by one, and until when it works', async () => {
    const none = ['paragraph: Not connected to Messenger', link(), 'status', 'status'];
    const offer = 'button "Use a code instead"';
    const shown = (button: string) => [
      'status: paragraph: "Send this code in our chat:"',
      'img "C D F G - H J K M": CDFG-HJKM',
      `button "${button}"`,
      'paragraph: Works once, until 2:30 PM',
    ];
    for (const [entry, all] of Object.entries({
      offered: ['status', offer],
      'busy-code': ['status', `${offer} [disabled]`],
      'failing-code': [`status: paragraph: ${FAILED} later.`, offer],
      'shown-code': shown('Copy'),
      'copied-code': shown('✓ Copy'),
    })) {
      expect(await told(`messenger-link-status[entry=${entry}]`)).toEqual([...none, ...all]);
    }
    expect(await told('messenger-qr[entry=shown-code]')).toEqual([...CODE, link(), 'status', ...shown('Copy')]);
  });

  it('of a bubble: a region with its launcher, a greeting that can be closed, a dialog', async () => {
    const inCorner = new Map<string, readonly string[]>();
    for (const [name, html] of bubbles('en')) {
      await showcase.showInCorner(page, html);
      if (name === 'greeting') await page.locator('.greeting').waitFor();
      inCorner.set(name, await told('#corner'));
    }
    const region = 'region "Message us": status';
    const panel = [region, 'dialog "Message us": paragraph: May we help?', link()];
    const launcher = 'button "Message us"';
    const opened = `${launcher} [expanded]`;
    expect(inCorner.get('closed')).toEqual([region, 'status', launcher]);
    expect(inCorner.get('greeting')).toEqual([`${region}: May we help?`, 'button "Close"', 'status', launcher]);
    expect(inCorner.get('open, idle')).toEqual([...panel, 'status', ...CODE, 'status', opened]);
    expect(inCorner.get('open, linked')).toEqual([...panel, `status: ${SAYS.linked}`, ...CODE, opened]);
    expect(inCorner.get('open, match')).toEqual([...panel, ...NUMBER, ...CODE, opened]);
    // What is asked stays when the panel is closed; what else was said goes with it.
    await page.locator('#corner button[aria-expanded]').click();
    expect(await told('#corner')).toEqual([region, CONSENT, ...answers(), `text: ${FAILED}.`, launcher]);
  });

  it('of a bubble on a phone: the link itself, what is asked and what came of it', async () => {
    const phone = await showcase.open({ ...PHONE, body: '' });
    const before = page;
    page = phone;
    const region = 'region "Message us": status';
    const consent = [CONSENT, ...answers(), `text: ${FAILED}.`];
    const close = 'button "Close"';
    for (const [name, said] of Object.entries({
      closed: ['status'],
      'open, match': NUMBER,
      'open, failing-answer': consent,
      'open, waiting': [`status: ${SAYS.waiting}`, close],
      'open, arrived': [`status: ${SAYS.arrived}`, close],
      'open, linked': [`status: ${SAYS.linked}`, close],
      'open, refused': [`status: ${SAYS.refused}`, close],
    })) {
      await showcase.showInCorner(page, new Map(bubbles('en')).get(name) ?? '');
      await expect.poll(() => told('#corner')).toEqual([region, ...said, link()]);
    }
    await phone.context().close();
    page = before;
  });
});

describe('what is announced', () => {
  beforeEach(async () => {
    showcase = await startShowcase(browser);
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await showcase.close();
  });

  it.each([
    ['button', ''],
    ['qr', ''],
    ['checkbox', 'sent'],
    ['link-status', ''],
    ['bubble', 'open'],
  ])('by a %s: in one line that was there before, each state once it is true', async (name, attributes) => {
    const { api, shop } = showcase;
    api.stream = 'open';
    api.identity = { status: 'accepted', code: null, message: null };
    const link = `<a href="${shop.origin}/m/1067?ref=SPRING1">Message us</a>`;
    const body = `<messenger-${name} entry="spring-sale" ${attributes}>${link}</messenger-${name}>`;
    page = await showcase.open({ body });
    // A screen reader announces what changes in a line that it knows already, not a line that comes with its words.
    const line = await page.locator(`messenger-${name}[entry]`).first().locator('.status').first().elementHandle();
    const said = () =>
      line?.evaluate((node) => (node.isConnected && node.role === 'status' ? node.textContent.trim() : null));
    expect(await said()).toBe('');
    for (const end of ['refused', 'linked'] as const) {
      api.say('waiting');
      await page.getByRole('link').first().click();
      await expect.poll(said).toBe(SAYS.waiting);
      for (const state of ['arrived', end] as const) {
        api.say(state);
        await expect.poll(said).toBe(SAYS[state]);
        expect(await page.getByRole('status').filter({ hasText: SAYS[state] }).count()).toBe(1);
      }
    }
  });

  it.each([
    ['greeting', 'May we help?', '.greeting p', bubbles('en')[1]?.[1].replace('delay="0"', 'delay="300"')],
    ['link that could not be ended', `${FAILED}.`, '#failing .outcome', undefined],
  ])('of a %s: in a line that was there before, too', async (_, text, place, html) => {
    page = await showcase.open({ prepare: (context) => context.clock.install() });
    if (html) await showcase.showInCorner(page, html);
    const line = page.locator(place).and(page.getByRole('status'));
    const before = await line.elementHandle();
    expect(await before?.textContent()).toBe('');
    await (html ? page.clock.fastForward(300_000) : actOnElements(page));
    await expect.poll(() => line.textContent(), { timeout: 15_000 }).toBe(text);
    expect(await before?.textContent()).toBe(text);
  });
});
