import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../server/base/clock.ts';
import { agree, atProvider, atShop, logIn } from './go-through-login.ts';
import { otherThan, tap, tapLogIn, write } from './in-the-thread.ts';
import { type LinkingJourney, type Somebody, useLinkingJourney } from './linking-journey.ts';
import { askCode, clickWay, numberOn, readPicture } from './on-the-page.ts';

let journey: LinkingJourney;
let ada: Somebody;
let mallory: Somebody;

useLinkingJourney('sqlite', (started) => (journey = started));
beforeEach(async () => {
  [ada, mallory] = [await journey.newcomer('Ada King'), await journey.newcomer('Mallory Finch')];
});
afterEach(async () => {
  // Whatever happened, nobody may be tied by what is refused here.
  await journey.settle();
  expect(await journey.links(mallory)).toEqual([]);
  await journey.simulator.control.setLinkingRules({ checksPerson: true });
  await ada.browser.close();
  await mallory.browser.close();
});

const outcomes = async ({ psid }: Somebody) =>
  (await journey.get(`/v1/arrivals?psid=${psid}`)).data.map(({ outcome }) => outcome);

/** Clicks the link of an element, and answers the address that was opened, which carries this visit. */
async function clickedLink(ways: Page, element: string): Promise<string> {
  const opened = ways.context().waitForEvent('request', (request) => request.url().includes('/m/'));
  await ways.locator(`${element} a`).first().click();
  return (await opened).url();
}

/** Mallory opens the link that Ada has clicked, before Ada comes with it. */
async function forward(ways: Page, element: string): Promise<Page> {
  const url = await clickedLink(ways, element);
  await journey.simulator.control.openLink({ person: mallory.id, url });
  return await journey.openChat(mallory);
}

describe('nobody is tied to anything', () => {
  it('where the policy is off: the visit arrives, and nothing is asked', async () => {
    await journey.api('PATCH', '/v1/entry-points/demo-shop', { linkPolicy: 'off' });
    const page = await journey.openProduct(ada.browser, 'Ada Lovelace');
    const chat = await clickWay(page, 'messenger-button');
    await page.locator('messenger-button[state=arrived]').waitFor();
    await journey.settle();
    expect(await chat.locator('.from-page').count()).toBe(0);
    expect(await journey.links(ada)).toEqual([]);
  });

  it.each(['match', 'confirm-in-thread'])('by Not me in the chat: %s', async (policy) => {
    const ways = await journey.openWays(ada);
    const chat = await clickWay(ways, `#by-${policy}`);
    await tap(chat, 'Not me');
    await chat.getByText('has been told that it was not you').waitFor();
    await ways.locator(`#by-${policy}[state=failed]`).waitFor();
    expect(await outcomes(ada)).toEqual(['refused']);
    expect(await journey.links(ada)).toEqual([]);
  });

  it.each(['typed', 'in a picture'])('by Not me in the chat: a code %s', async (how) => {
    const [ways, element] = [await journey.openWays(ada), how === 'typed' ? '#by-code' : '#by-qr'];
    const chat = await (how === 'typed' ? sendCode(ways) : scan(ways, ada));
    await tap(chat, 'Not me');
    await chat.getByText('has been told that it was not you').waitFor();
    await ways.locator(`${element}[state=failed]`).waitFor();
    expect(await journey.links(ada)).toEqual([]);
  });

  it('by a login that is given up, on a phone and on a computer', async () => {
    await journey.logInBy('handoff');
    const chat = await journey.openChat(ada);
    await tapLogIn(chat);
    await logIn(chat, atShop);
    await chat.getByRole('button', { name: 'Cancel' }).click();
    await chat.getByText('You did not log in').first().waitFor();
    await journey.simulator.control.setPerson(mallory.id, { device: 'desktop' });
    const desktop = await journey.openChat(mallory);
    await tapLogIn(desktop, 'desktop');
    await desktop.getByRole('button', { name: 'Cancel' }).click();
    await desktop.getByRole('heading', { name: 'Nothing was connected' }).waitFor();
    expect(await journey.links(ada)).toEqual([]);
  });

  it('by a refusal at the identity provider, after which it can be tried again', async () => {
    await journey.logInBy('oidc');
    const chat = await journey.openChat(ada);
    await tapLogIn(chat);
    await chat.getByRole('button', { name: /^Log in to/ }).click();
    await chat.getByRole('link', { name: /Cancel/ }).click();
    await chat.getByRole('heading', { name: 'Logging in did not work' }).waitFor();
    await chat.getByRole('link', { name: /^Log in to/ }).click();
    await logIn(chat, atProvider);
    expect(await journey.links(ada)).toEqual([]);
  });
});

describe('a stranger', () => {
  it('with a forwarded link does not know the number, and one try is all there is', async () => {
    const ways = await journey.openWays(ada);
    const chat = await forward(ways, '#by-match');
    await tap(chat, await otherThan(await numberOn(ways), chat));
    await chat.getByText('That is not the number').waitFor();
    await ways.locator('#by-match[state=failed]').waitFor();
    expect(await outcomes(mallory)).toEqual(['refused']);
  });

  it('with a forwarded link is named on the page that lets nobody in but its visitor', async () => {
    const ways = await journey.openWays(ada);
    const chat = await forward(ways, '#by-confirm-on-site');
    await ways.locator('#by-confirm-on-site').getByText('Name in Messenger: Mallory Finch. Is this you?').waitFor();
    await ways.getByRole('button', { name: 'No, that is not me' }).click();
    await chat.getByText('This was meant for somebody else').waitFor();
    await ways.locator('#by-confirm-on-site[state=failed]').waitFor();
    expect(await outcomes(mallory)).toEqual(['refused']);
  });

  it('comes too late with a link that somebody has come with already', async () => {
    const ways = await journey.openWays(ada);
    const url = await clickedLink(ways, '#by-direct');
    const first = await journey.openChat(ada);
    await ways.locator('#by-direct[state=linked]').waitFor();
    await journey.simulator.control.openLink({ person: mallory.id, url });
    await journey.openChat(mallory);
    await expect.poll(() => outcomes(mallory)).toEqual(['refused']);
    expect(await journey.links(ada)).toMatchObject([{ siteUserId: '42' }]);
    await write(first, 'log out');
    await expect.poll(() => journey.links(ada)).toEqual([]);
  });

  it('who has talked somebody out of a code is named on the page, which says no', async () => {
    const ways = await journey.openWays(ada);
    const chat = await journey.openChat(mallory);
    await write(chat, await askCode(ways, '#by-code'));
    await tap(chat, 'Connect');
    await ways.locator('#by-code').getByText('Mallory Finch').waitFor();
    await ways.locator('#by-code').getByRole('button', { name: 'No, that is not me' }).click();
    await chat.getByText('This was meant for somebody else').waitFor();
    await ways.locator('#by-code[state=failed]').waitFor();
    expect(await journey.links(mallory)).toEqual([]);
  });

  it('who photographs the picture of a code is named on the page, which says no', async () => {
    const ways = await journey.openWays(ada);
    const chat = await scan(ways, mallory);
    await tap(chat, 'Connect');
    await ways.locator('#by-qr').getByText('Mallory Finch').waitFor();
    await ways.locator('#by-qr').getByRole('button', { name: 'No, that is not me' }).click();
    await chat.getByText('This was meant for somebody else').waitFor();
    expect(await journey.links(mallory)).toEqual([]);
  });

  it.each(['phone', 'desktop'] as const)(
    'who passes on their Log In from a %s is named there, and lacks the number',
    async (device) => {
      await journey.logInBy('handoff');
      await journey.simulator.control.setPerson(mallory.id, { device });
      const chat = await journey.openChat(mallory);
      const [hers, taken] = [await ada.browser.newPage(), await journey.openChat(mallory)];
      await tapLogIn(taken, device);
      await taken.waitForURL(/\/link\//);
      // A link to a page opens once: what is passed on is the address in the button.
      const address = device === 'phone' ? taken.url() : await freshLink(chat);
      await hers.goto(address);
      await hers.getByText('Mallory Finch').waitFor();
      await logIn(hers, atShop);
      expect(await hers.locator('dd').allTextContents()).toContain('Mallory Finch');
      const number = await agree(hers);
      // Whoever does not look at whose phone it is that comes back tells us nevertheless.
      await journey.simulator.control.setLinkingRules({ checksPerson: false });
      if (device === 'phone') await hers.getByRole('link', { name: 'Back to the chat' }).click();
      await tap(chat, await otherThan(number, chat));
      await chat.getByText('That is not the number').waitFor();
    },
  );
});

/** Ada types her code in her chat. */
async function sendCode(ways: Page): Promise<Page> {
  const chat = await journey.openChat(ada);
  await write(chat, await askCode(ways, '#by-code'));
  return chat;
}

/** Somebody scans the picture, theirs or another's. */
async function scan(ways: Page, somebody: Somebody): Promise<Page> {
  await journey.simulator.control.openLink({ person: somebody.id, url: await readPicture(ways) });
  return await journey.openChat(somebody);
}

/** Another link from the thread, which nobody has opened. */
async function freshLink(chat: Page): Promise<string> {
  await journey.pass(MINUTE + 1000); // nobody is sent a button twice a minute
  await write(chat, 'log in');
  const links = chat.getByRole('link', { name: 'Open the page' });
  await expect.poll(() => links.count()).toBe(2);
  const inApp = new URL((await links.last().getAttribute('href')) ?? '', chat.url());
  return inApp.searchParams.get('address') ?? '';
}
