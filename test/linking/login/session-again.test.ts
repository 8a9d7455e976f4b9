import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressBack } from '../../../server/linking/login/at-platform/way-back.ts';
import { newTab, type ShownPage, type Tab } from './link-tab.ts';
import { type LoginWorld, type Person, startLoginWorld } from './login-world.ts';

describe.each(['sqlite', 'postgres'] as const)('a linking page opened again, %s', (dialect) => {
  let world: LoginWorld;
  beforeAll(async () => {
    world = await startLoginWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const headingOf = ({ html }: ShownPage): string => /<h1>([^<]*)/.exec(html)?.[1] ?? '';
  const numberOn = ({ html }: ShownPage): string | null => /class="number"><bdi>(\d+)</.exec(html)?.[1] ?? null;
  /** Somebody who came by a link in their thread and has the page of the decision before them. */
  const decide = async (): Promise<{ person: Person; tab: Tab; decision: ShownPage }> => {
    const person = await world.newPerson();
    const tab = newTab(world.url);
    return { person, tab, decision: await world.logIn(tab, await tab.open(await world.webLink(person))) };
  };
  const agree = async (tab: Tab, decision: ShownPage): Promise<string> =>
    (await tab.send(decision, '/link/connect')).location ?? '';

  test('shows the number as long as the thread asks for it, also once Messenger has brought the code', async () => {
    const person = await world.newPerson();
    const { tab, page } = await world.open(person);
    const address = await agree(tab, await world.logIn(tab, page));
    const number = numberOn(await tab.open(address));
    const back = (await tab.open(`${address}/back`)).location ?? '';
    await world.sim.control.returnFromLogin({ person: person.id, url: back });
    const question = await world.question(person);
    expect(number).not.toBeNull();
    expect(numberOn(await tab.open(address))).toBe(number);
    await world.answer(person, question, number ?? '');
    await world.settle();
    const after = await tab.open(address);
    expect([headingOf(after), numberOn(after)]).toEqual(['Connected', null]);
  });

  test('says what came of the number: tied, or nothing', async () => {
    for (const answer of ['right', 'Not me'] as const) {
      const { person, tab, decision } = await decide();
      const address = await agree(tab, decision);
      const number = numberOn(await tab.open(address)) ?? '';
      await world.answer(person, await world.question(person), answer === 'right' ? number : answer);
      await world.settle();
      const after = await tab.open(address);
      const heading = answer === 'right' ? 'Connected' : 'Nothing was connected';
      expect([headingOf(after), numberOn(after)]).toEqual([heading, null]);
    }
  });

  test('leads both of two that come back at once to the one session, and nobody else', async () => {
    const person = await world.newPerson();
    const tab = newTab(world.url);
    const page = await tab.open(await world.webLink(person));
    const { goesTo } = await tab.sendFromElsewhere('/link/return', await world.leave(tab, page));
    const both = await Promise.all([tab.open(goesTo ?? ''), tab.open(goesTo ?? '')]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(both[0]?.location).toBe(both[1]?.location);
    const proven = await tab.open(both[0]?.location ?? '');
    expect(headingOf(proven)).toBe('Are both of these yours?');
    expect((await tab.open(goesTo ?? '')).location).toBe(both[0]?.location);
    const stranger = newTab(world.url);
    await stranger.open(await world.webLink(await world.newPerson()));
    expect((await stranger.open(goesTo ?? '')).status).toBe(410);
  });

  test('is agreed to once, however often Connect is pressed', async () => {
    const { person, tab, decision } = await decide();
    const both = await Promise.all([tab.send(decision, '/link/connect'), tab.send(decision, '/link/connect')]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    const number = numberOn(await tab.open(both[0]?.location ?? ''));
    await world.answer(person, await world.question(person), number ?? '');
    await world.settle();
    expect(await world.links(person)).toHaveLength(1);
  });

  test('of two that came by one link only the first is agreed to', async () => {
    const person = await world.newPerson();
    const link = await world.webLink(person);
    const tabs = [newTab(world.url), newTab(world.url)] as const;
    const decisions = [];
    for (const tab of tabs) decisions.push({ tab, page: await world.logIn(tab, await tab.open(link)) });
    const answers = await Promise.all(decisions.map(({ tab, page }) => tab.send(page, '/link/connect')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 410]);
  });

  test('is finished by a code that was brought in time, though the platform could tell us only later', async () => {
    const person = await world.newPerson();
    const { back, number } = await world.goThrough(person);
    const timestamp = world.server.clock.now().getTime();
    world.server.clock.advance(7 * 60_000);
    const code = new URL(back).searchParams.get('authorization_code');
    const thread = { sender: { id: person.psid }, recipient: { id: world.pageId } };
    const linked = { status: 'linked', authorization_code: code };
    await world.server.deliver({ ...thread, timestamp, account_linking: linked });
    await world.answer(person, await world.question(person), number ?? '');
    await world.settle();
    expect(await world.links(person)).toHaveLength(1);
  });
});

test('the way back is the address that Messenger gave, sign by sign, and the code behind it', () => {
  const ctx = { settings: { linkRedirectOrigins: [] } } as unknown as Parameters<typeof addressBack>[0];
  const start = 'https://www.facebook.com/messenger_platform/account_linking/';
  const query = '?account_linking_token=A%20b~c*d&x=%E2%82%AC%2f';
  const url = (end: string, code: string | null) =>
    addressBack(ctx, { token: 't', redirectUri: `${start}${end}` }, code)?.href;
  expect(url(query, 'a-_b')).toBe(`${start}${query}&authorization_code=a-_b`);
  expect(url('', 'a')).toBe(`${start}?authorization_code=a`);
  expect(url(query, null)).toBe(`${start}${query}`);
});
