import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { agree, atProvider, atShop, logIn } from './go-through-login.ts';
import { tap, tapLogIn, write } from './in-the-thread.ts';
import { type LinkingJourney, type Somebody, useLinkingJourney } from './linking-journey.ts';
import { askCode, clickWay, numberOn, readPicture } from './on-the-page.ts';

/** Where somebody stands who has connected: their thread, and their page at the shop where they have one. */
interface Connected {
  readonly chat: Page;
  readonly ways?: Page;
}
type Connect = (journey: LinkingJourney, somebody: Somebody) => Promise<Connected>;
type Disconnect = (journey: LinkingJourney, somebody: Somebody, at: Connected) => Promise<void>;

const byMatch: Connect = async (journey, somebody) => {
  const ways = await journey.openWays(somebody);
  const chat = await clickWay(ways, '#by-match');
  await tap(chat, await numberOn(ways));
  await ways.locator('#by-match[state=linked]').waitFor();
  return { ways, chat };
};

const inThread: Connect = async (journey, somebody) => {
  const ways = await journey.openWays(somebody);
  const chat = await clickWay(ways, '#by-confirm-in-thread');
  await ways.getByText('answer in Messenger').waitFor();
  await tap(chat, 'Connect');
  await ways.locator('#by-confirm-in-thread[state=linked]').waitFor();
  return { ways, chat };
};

const onSite: Connect = async (journey, somebody) => {
  const ways = await journey.openWays(somebody);
  const chat = await clickWay(ways, '#by-confirm-on-site');
  await ways.getByRole('button', { name: 'Yes, connect' }).click();
  await ways.locator('#by-confirm-on-site[state=linked]').waitFor();
  return { ways, chat };
};

const atOnce: Connect = async (journey, somebody) => {
  const ways = await journey.openWays(somebody);
  const chat = await clickWay(ways, '#by-direct');
  await ways.locator('#by-direct[state=linked]').waitFor();
  return { ways, chat };
};

/** Messenger's own button leads there on a phone; back by its address, which tells Messenger. */
const byButton =
  (kind: 'handoff' | 'oidc', step = kind === 'oidc' ? atProvider : atShop): Connect =>
  async (journey, somebody) => {
    await journey.logInBy(kind);
    const chat = await journey.openChat(somebody);
    await tapLogIn(chat);
    await logIn(chat, step);
    const number = await agree(chat);
    await chat.getByRole('link', { name: 'Back to the chat' }).click();
    await chat.getByText('You logged in to your account').waitFor();
    await tap(chat, number);
    return { chat };
  };

/** On a computer Messenger's button is dead, and the one beside it leads to the page. */
const byWebLink: Connect = async (journey, somebody) => {
  await journey.logInBy('handoff');
  await journey.simulator.control.setPerson(somebody.id, { device: 'desktop' });
  const chat = await journey.openChat(somebody);
  const page = await journey.openChat(somebody);
  await tapLogIn(page, 'desktop');
  await logIn(page, atShop);
  await tap(chat, await agree(page));
  return { chat };
};

/** A code needs both sides. */
const agreeOnBoth = async (ways: Page, chat: Page, element: string): Promise<Connected> => {
  await tap(chat, 'Connect');
  await ways.locator(element).getByRole('button', { name: 'Yes, connect' }).click();
  await ways.locator(`${element}[state=linked]`).waitFor();
  return { ways, chat };
};

const byCode: Connect = async (journey, somebody) => {
  const ways = await journey.openWays(somebody);
  const code = await askCode(ways, '#by-code');
  const chat = await journey.openChat(somebody);
  await write(chat, code);
  return await agreeOnBoth(ways, chat, '#by-code');
};

const byPicture: Connect = async (journey, somebody) => {
  const ways = await journey.openWays(somebody);
  await journey.simulator.control.openLink({ person: somebody.id, url: await readPicture(ways) });
  return await agreeOnBoth(ways, await journey.openChat(somebody), '#by-qr');
};

const inChat: Disconnect = async (_journey, _somebody, { chat }) =>
  await chat.getByRole('button', { name: 'Disconnect' }).last().click();
const byWords: Disconnect = async (_journey, _somebody, { chat }) => await write(chat, 'log out');
const byLogOut: Disconnect = async (journey, _somebody, { chat }) => {
  await journey.pass(61_000); // nobody is sent a button twice a minute
  await write(chat, 'log in');
  await chat.getByRole('button', { name: 'Log Out' }).click();
  await chat.getByText('You logged out of your account').waitFor();
};
const byApi: Disconnect = async (journey, somebody) => {
  const [link] = await journey.links(somebody);
  await journey.api('DELETE', `/v1/account-links/${String(link?.['id'])}`);
};
const byVisitor: Disconnect = async (_journey, _somebody, { ways }) =>
  await ways?.locator('#by-code').getByRole('button', { name: 'Disconnect' }).click();
/** What the shop itself does, when its customer presses its button. */
const byShop: Disconnect = async (_journey, _somebody, { ways }) => {
  await ways?.reload();
  await ways?.evaluate(() => fetch('/shop/disconnect', { method: 'POST' }));
};

const LOGGED_IN = { way: 'messenger', assurance: 'account-linking' };
/** The thread hears nothing of it: most such threads never speak with us. */
const DIRECT = { way: 'visit', assurance: 'direct' };

const WAYS: readonly [string, Connect, object, string, Disconnect, string][] = [
  ['a number', byMatch, { way: 'visit', assurance: 'match' }, 'its button in the chat', inChat, 'person'],
  ['Messenger’s Log In and the shop', byButton('handoff'), LOGGED_IN, 'Log Out', byLogOut, 'person'],
  ['Messenger’s Log In and OpenID Connect', byButton('oidc'), LOGGED_IN, 'the API', byApi, 'site'],
  ['a page on a computer', byWebLink, { way: 'web', assurance: 'account-linking' }, 'the chat', inChat, 'person'],
  ['a code that is typed', byCode, { way: 'code', assurance: 'code' }, 'the page', byVisitor, 'visitor'],
  ['a question in the chat', inThread, { way: 'visit', assurance: 'in-thread' }, 'words', byWords, 'person'],
  ['a question on the page', onSite, { way: 'visit', assurance: 'on-site' }, 'the shop', byShop, 'site'],
  ['no question', atOnce, DIRECT, 'words', byWords, 'person'],
  ['a code in a picture', byPicture, { way: 'code', assurance: 'code' }, 'its button in the chat', inChat, 'person'],
];
const ON_POSTGRES = 5;

describe.each([
  ['sqlite', WAYS],
  ['postgres', WAYS.slice(0, ON_POSTGRES)],
] as const)('a chat and an account on %s', (dialect, ways) => {
  let journey: LinkingJourney;
  useLinkingJourney(dialect, (started) => (journey = started));

  it.each(ways)('come together by %s', async (_way, connect, proof, _end, disconnect, by) => {
    const somebody = await journey.newcomer();
    const at = await connect(journey, somebody);
    await expect.poll(() => journey.links(somebody)).toMatchObject([{ siteUserId: '42', ...proof }]);
    if (proof !== DIRECT) await at.chat.getByText('is now connected to the account').waitFor();
    await disconnect(journey, somebody, at);
    await expect.poll(() => journey.links(somebody)).toEqual([]);
    if (by === 'person') await at.chat.getByText('is no longer connected').waitFor();
    const told = await journey.get('/v1/notifications?type=account_link.removed&limit=1');
    expect(told.data[0]?.['data']).toMatchObject({ psid: somebody.psid, by });
    await somebody.browser.close();
  });
});
