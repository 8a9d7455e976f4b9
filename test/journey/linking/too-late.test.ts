import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { MINUTE } from '../../../server/base/clock.ts';
import { agree, atProvider, atShop, logIn } from './go-through-login.ts';
import { tap, tapLogIn, write } from './in-the-thread.ts';
import { type LinkingJourney, type Somebody, useLinkingJourney } from './linking-journey.ts';
import { askCode, clickWay, numberOn, readPicture } from './on-the-page.ts';

let journey: LinkingJourney;
useLinkingJourney('sqlite', (started) => (journey = started));

/** What is left to do of a way when its time is over. */
interface Pending {
  readonly somebody: Somebody;
  readonly chat: Page;
  /** The page of the shop, and the element on it that shows the outcome. */
  readonly ways?: Page;
  readonly element?: string;
  /** What would have tied them. */
  finish(): Promise<void>;
}

async function byVisit(policy: 'match' | 'confirm-in-thread'): Promise<Pending> {
  const somebody = await journey.newcomer();
  const [ways, element] = [await journey.openWays(somebody), `#by-${policy}`];
  const chat = await clickWay(ways, element);
  const answer = policy === 'match' ? await numberOn(ways) : 'Connect';
  return { somebody, chat, ways, element, finish: () => tap(chat, answer) };
}

async function byCode(): Promise<Pending> {
  const somebody = await journey.newcomer();
  const [ways, element] = [await journey.openWays(somebody), '#by-code'];
  const code = await askCode(ways, element);
  const chat = await journey.openChat(somebody);
  await write(chat, code);
  await ways.locator(element).getByRole('button', { name: 'Yes, connect' }).click();
  return { somebody, chat, ways, element, finish: () => tap(chat, 'Connect') };
}

async function byPicture(): Promise<Pending> {
  const somebody = await journey.newcomer();
  const [ways, element] = [await journey.openWays(somebody), '#by-qr'];
  await journey.simulator.control.openLink({ person: somebody.id, url: await readPicture(ways) });
  const chat = await journey.openChat(somebody);
  await ways.locator(element).getByRole('button', { name: 'Yes, connect' }).click();
  return { somebody, chat, ways, element, finish: () => tap(chat, 'Connect') };
}

async function byLogin(device: 'phone' | 'desktop', kind: 'handoff' | 'oidc' = 'handoff'): Promise<Pending> {
  await journey.logInBy(kind);
  const somebody = await journey.newcomer();
  await journey.simulator.control.setPerson(somebody.id, { device });
  const [chat, page] = [await journey.openChat(somebody), await journey.openChat(somebody)];
  await tapLogIn(page, device);
  await logIn(page, kind === 'oidc' ? atProvider : atShop);
  const number = await agree(page);
  if (device === 'phone') await page.getByRole('link', { name: 'Back to the chat' }).click();
  await chat.getByRole('button', { name: number, exact: true }).waitFor();
  return { somebody, chat, finish: () => tap(chat, number) };
}

it('after ten minutes no answer ties anything, whichever way somebody came, and the chat and the page say so', async () => {
  const pending = [await byVisit('match'), await byVisit('confirm-in-thread'), await byCode()];
  pending.push(await byPicture(), await byLogin('phone', 'oidc'), await byLogin('phone'), await byLogin('desktop'));
  const onSite = await journey.newcomer();
  const asked = await journey.openWays(onSite);
  await clickWay(asked, '#by-confirm-on-site');
  await asked.getByRole('button', { name: 'Yes, connect' }).waitFor();

  await journey.pass(10 * MINUTE + 1000);

  for (const { chat, ways, element, finish, somebody } of pending) {
    if (element) await ways?.locator(`${element}[state=failed]`).waitFor();
    await finish();
    await chat.getByText('That took too long, so nothing was connected.').waitFor();
    expect(await journey.links(somebody)).toEqual([]);
  }
  await asked.locator('#by-confirm-on-site[state=failed]').waitFor();
  expect(await asked.getByRole('button', { name: 'Yes, connect' }).count()).toBe(0);
  expect(await journey.links(onSite)).toEqual([]);
});
