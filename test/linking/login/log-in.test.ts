import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newTab } from './link-tab.ts';
import { type LoginWorld, startLoginWorld, until } from './login-world.ts';

describe.each(['sqlite', 'postgres'] as const)('logging in from a thread on %s', (dialect) => {
  let world: LoginWorld;
  beforeAll(async () => {
    world = await startLoginWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const standing = async (person: Parameters<LoginWorld['links']>[0]) => (await world.links(person))[0];

  test('ties the thread once it has answered the number of the page', async () => {
    const ada = await world.newPerson('Ada King');
    const { tab, page } = await world.open(ada);
    expect(page.html).toContain('Ada King');
    expect(page.html).toContain('Demo shop');
    const decision = await world.logIn(tab, page);
    expect(decision.html).toContain('Ada King');
    expect(decision.html).toContain('a***@pineandkettle.example');
    expect(decision.html).not.toContain('ada@');
    const { page: after, number } = await world.connect(tab, decision);
    const back = (await tab.open(/href="([^"]*\/back)"/.exec(after.html)?.[1] ?? '')).location ?? '';
    expect(new URL(back).pathname).toBe('/messenger_platform/account_linking/');
    expect(await world.links(ada)).toEqual([]);
    expect(await world.sim.control.returnFromLogin({ person: ada.id, url: back })).toMatchObject({ outcome: 'linked' });
    const question = await world.question(ada);
    expect(question.text).toContain('Demo shop');
    expect(question.answers.map(({ title }) => title)).toContain(number);
    expect(await world.links(ada)).toEqual([]);
    await world.answer(ada, question, number ?? '');
    expect(await until(() => standing(ada))).toMatchObject({
      siteUserId: '42',
      assurance: 'account-linking',
      way: 'messenger',
      label: 'a***@pineandkettle.example',
    });
  });

  test('ends with the number that was wrong, and Messenger forgets it too', async () => {
    const person = await world.newPerson();
    const { back, number } = await world.goThrough(person);
    await world.sim.control.returnFromLogin({ person: person.id, url: back });
    const question = await world.question(person);
    const wrong = question.answers.find(({ title }) => /^\d+$/.test(title) && title !== number);
    await world.answer(person, question, wrong?.title ?? '');
    await until(async () => {
      const { linkedAccounts } = await world.sim.control.state();
      return linkedAccounts.some(({ personId }) => personId === person.id) ? undefined : true;
    });
    expect(await world.links(person)).toEqual([]);
  });

  test('ties the thread at once where the site wants no number, and logging out ends it', async () => {
    await world.linking({ linking: { confirmNumber: false } });
    const person = await world.newPerson();
    const { back, number } = await world.goThrough(person);
    await world.linking({ linking: { confirmNumber: true } });
    expect(number).toBeNull();
    await world.sim.control.returnFromLogin({ person: person.id, url: back });
    expect(await until(() => standing(person))).toMatchObject({ siteUserId: '42' });
    const psid = { recipient: { id: world.pageId }, sender: { id: person.psid } };
    const event = { ...psid, timestamp: Date.now() + 1000, account_linking: { status: 'unlinked' } };
    await world.server.deliver(event);
    await until(async () => ((await standing(person)) ? undefined : true));
    await until(async () => {
      const { threads } = await world.sim.control.state();
      const said = threads.find(({ personId }) => personId === person.id)?.messages.map(({ text }) => text) ?? [];
      return said.find((text) => text?.includes('no longer connected'));
    });
    const { data } = (await world.server.api('GET', '/v1/notifications?type=account_link.removed')).body;
    expect(data[0].data).toMatchObject({ psid: person.psid, by: 'person', reason: 'unlinked_in_messenger' });
  });

  test('is forgotten by Messenger, too, when the site ends the link', async () => {
    await world.linking({ linking: { confirmNumber: false } });
    const person = await world.newPerson();
    const { back } = await world.goThrough(person);
    await world.linking({ linking: { confirmNumber: true } });
    await world.sim.control.returnFromLogin({ person: person.id, url: back });
    const { id } = await until(() => standing(person));
    await world.server.api('DELETE', `/v1/account-links/${id}`);
    const isLinked = async (): Promise<boolean> =>
      (await world.sim.control.state()).linkedAccounts.some(({ personId }) => personId === person.id);
    await until(async () => ((await isLinked()) ? undefined : true));
    expect(await world.links(person)).toEqual([]);
  });

  test('goes back unchanged when it is given up', async () => {
    const person = await world.newPerson();
    const { tab, page } = await world.open(person);
    const { goesTo } = await tab.send(page, '/link/cancel');
    expect(goesTo).not.toContain('authorization_code');
    const ended = await world.sim.control.returnFromLogin({ person: person.id, url: goesTo ?? '' });
    expect(ended.outcome).toBe('cancelled');
    const late = await tab.send(page, '/link/login');
    expect([late.status, late.html.includes('has been used')]).toEqual([410, true]);
  });

  test('is finished by the thread alone when Messenger waits no longer', async () => {
    const person = await world.newPerson();
    const { tab, page } = await world.open(person);
    const decision = await world.logIn(tab, page);
    await world.sim.control.steerClock({ advanceMs: 6 * 60_000 });
    const { page: after, number } = await world.connect(tab, decision);
    expect(after.html).toContain('Messenger no longer waits');
    expect(after.html).not.toContain('/back"');
    const question = await world.question(person);
    await world.answer(person, question, number ?? '');
    expect(await until(() => standing(person))).toMatchObject({ siteUserId: '42', way: 'messenger' });
  });

  test('is finished by the thread alone without a way back, as on a computer', async () => {
    const person = await world.newPerson();
    const url = new URL(await world.tapLogIn(person));
    url.searchParams.delete('redirect_uri');
    const tab = newTab(world.url);
    const { number } = await world.connect(tab, await world.logIn(tab, await tab.open(url.href)));
    await world.answer(person, await world.question(person), number ?? '');
    expect(await until(() => standing(person))).toMatchObject({ siteUserId: '42' });
  });

  test('goes by a link from the thread on any device, and asks for the number always', async () => {
    await world.linking({ linking: { confirmNumber: false } });
    const person = await world.newPerson();
    const link = await world.webLink(person);
    const tab = newTab(world.url);
    const { number } = await world.connect(tab, await world.logIn(tab, await tab.open(link), '43'));
    await world.linking({ linking: { confirmNumber: true } });
    expect(await world.links(person)).toEqual([]);
    await world.answer(person, await world.question(person), number ?? '');
    expect(await until(() => standing(person))).toMatchObject({ siteUserId: '43', way: 'web' });
    const again = await newTab(world.url).open(link);
    expect([again.status, again.html.includes('too old')]).toEqual([410, true]);
  });

  test('shows the same after a reload, the number again, and does nothing twice', async () => {
    const person = await world.newPerson();
    const { tab, page } = await world.open(person);
    const decision = await world.logIn(tab, page);
    const first = await world.connect(tab, decision);
    const again = await world.connect(tab, decision);
    expect(again.number).toBe(first.number);
    const back = /href="([^"]*\/back)"/.exec(again.page.html)?.[1] ?? '';
    expect((await tab.open(back)).location).toBe((await tab.open(back)).location);
    expect(await world.links(person)).toEqual([]);
  });

  test('goes on in two tabs of one browser side by side', async () => {
    const person = await world.newPerson();
    const { tab, page } = await world.open(person);
    const second = await world.open(person, tab);
    const decision = await world.logIn(tab, page, '42');
    const other = await world.logIn(tab, second.page, '43');
    expect(decision.html).toContain('a***@');
    expect(other.html).toContain('g***@');
  });

  test('goes on after a restart, at whichever step it came', async () => {
    const person = await world.newPerson();
    const { tab, page } = await world.open(person);
    await world.server.restart();
    const decision = await world.logIn(tab, page);
    await world.server.restart();
    const { page: after, number } = await world.connect(tab, decision);
    const back = (await tab.open(/href="([^"]*\/back)"/.exec(after.html)?.[1] ?? '')).location ?? '';
    await world.server.restart();
    await world.sim.control.returnFromLogin({ person: person.id, url: back });
    await world.answer(person, await world.question(person), number ?? '');
    expect(await until(() => standing(person))).toMatchObject({ siteUserId: '42' });
  });

  test('lets somebody log in as somebody else, and forgets who they were', async () => {
    const person = await world.newPerson();
    const { tab, page } = await world.open(person);
    const decision = await world.logIn(tab, page, '42');
    const left = await tab.send(decision, '/link/login', { anew: 'yes' });
    expect(new URL(left.goesTo ?? '').searchParams.get('prompt')).toBe('login');
    const refused = await tab.send(decision, '/link/connect');
    expect(refused.status).toBe(410);
  });
});
