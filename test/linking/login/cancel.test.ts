import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loginTables } from '../../../server/linking/index.ts';
import { newTab, type ShownPage, type Tab } from './link-tab.ts';
import { type LoginWorld, type Person, startLoginWorld, until } from './login-world.ts';

describe.each(['sqlite', 'postgres'] as const)('Cancel on the linking pages, %s', (dialect) => {
  let world: LoginWorld;
  beforeAll(async () => {
    world = await startLoginWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const headingOf = ({ html }: ShownPage): string => /<h1>([^<]*)/.exec(html)?.[1] ?? '';
  const reasons = async (person: Person): Promise<(string | null)[]> => {
    const { data } = (await world.server.api('GET', `/v1/account-links/history?psid=${person.psid}`)).body;
    return data.map(({ reason }: { reason: string | null }) => reason);
  };
  const said = async (person: Person, words: string): Promise<true> =>
    await until(async () => {
      const { threads } = await world.sim.control.state();
      const own = threads.find(({ personId }) => personId === person.id)?.messages ?? [];
      return own.some(({ text }) => text?.includes(words)) || undefined;
    });
  const forgotten = async (person: Person): Promise<true> =>
    await until(async () => {
      const { linkedAccounts } = await world.sim.control.state();
      return linkedAccounts.every(({ personId }) => personId !== person.id) || undefined;
    });

  /** Somebody who has agreed, with every page that they have seen; their thread is asked for the number. */
  interface Asked {
    readonly person: Person;
    readonly tab: Tab;
    readonly start: ShownPage;
    readonly decision: ShownPage;
    readonly number: ShownPage;
  }
  const agree = async (person: Person, tab: Tab, start: ShownPage, isLate = false): Promise<Asked> => {
    const decision = await world.logIn(tab, start);
    if (isLate) await world.sim.control.steerClock({ advanceMs: 6 * 60_000 });
    return { person, tab, start, decision, number: (await world.connect(tab, decision)).page };
  };
  const WAYS: Record<string, () => Promise<Asked>> = {
    'by a link': async () => {
      const [person, tab] = [await world.newPerson(), newTab(world.url)];
      return await agree(person, tab, await tab.open(await world.webLink(person)));
    },
    'on a computer': async () => {
      const [person, tab] = [await world.newPerson(), newTab(world.url)];
      const url = new URL(await world.tapLogIn(person));
      url.searchParams.delete('redirect_uri');
      return await agree(person, tab, await tab.open(url.href));
    },
    'after a login that took too long': async () => {
      const person = await world.newPerson();
      const { tab, page } = await world.open(person);
      return await agree(person, tab, page, true);
    },
    'with the code that was brought': async () => {
      const person = await world.newPerson();
      const { tab, page } = await world.open(person);
      const asked = await agree(person, tab, page);
      const url = (await tab.open(/href="([^"]*\/back)"/.exec(asked.number.html)?.[1] ?? '')).location ?? '';
      await world.sim.control.returnFromLogin({ person: person.id, url });
      return asked;
    },
  };

  test.each([
    ['by a link', 'number'],
    ['by a link', 'start'],
    ['on a computer', 'decision'],
    ['after a login that took too long', 'number'],
    ['with the code that was brought', 'number'],
  ] as const)('ends the question that the thread was asked, %s, from the page %s', async (way, name) => {
    const asked = await (WAYS[way] ?? expect.unreachable)();
    const { person, tab } = asked;
    const question = await world.question(person);
    const right = /class="number"><bdi>(\d+)</.exec(asked.number.html)?.[1] ?? '';
    const after = await tab.send(asked[name], '/link/cancel');
    expect([after.status, headingOf(after), after.goesTo]).toEqual([200, 'Nothing was connected', null]);
    await world.answer(person, question, right);
    await world.settle();
    expect(await world.links(person)).toEqual([]);
    expect(await reasons(person)).toEqual(['not_me']);
    await said(person, 'This was meant for somebody else');
    await forgotten(person);
    expect(headingOf(await tab.send(asked[name], '/link/cancel'))).toBe('Nothing was connected');
    expect(await reasons(person)).toEqual(['not_me']);
  });

  test('stands on the page of the number, and needs that page’s own proof', async () => {
    const { person, tab, number } = await (WAYS['by a link'] ?? expect.unreachable)();
    expect(number.forms.map(({ action }) => action)).toEqual(['/link/cancel']);
    expect((await tab.send(number, '/link/cancel', { proof: 'guessed' })).status).toBe(403);
    expect((await newTab(world.url).send(number, '/link/cancel')).status).toBe(403);
    await world.answer(person, await world.question(person), /<bdi>(\d\d)</.exec(number.html)?.[1] ?? '');
    await world.settle();
    expect(await world.links(person)).toHaveLength(1);
  });

  test('of what is tied says how it stands and how to end it, and changes nothing', async () => {
    const { person, tab, number, decision, start } = await (WAYS['by a link'] ?? expect.unreachable)();
    await world.answer(person, await world.question(person), /<bdi>(\d\d)</.exec(number.html)?.[1] ?? '');
    await world.settle();
    for (const page of [number, decision, start]) {
      const after = await tab.send(page, '/link/cancel');
      expect([after.status, headingOf(after)]).toEqual([200, 'Connected']);
      expect(after.html).toContain('tap “<bdi>Disconnect</bdi>” in the chat');
    }
    expect(await world.links(person)).toHaveLength(1);
  });

  test('stands on the last page while the thread asks which of two accounts it belongs to', async () => {
    const { person, tab, number } = await (WAYS['by a link'] ?? expect.unreachable)();
    await world.answer(person, await world.question(person), /<bdi>(\d\d)</.exec(number.html)?.[1] ?? '');
    await world.settle();
    await world.linking({ linking: { onConflict: 'ask' } });
    onTestFinished(() => world.linking({ linking: { onConflict: 'refuse' } }));
    const again = await tab.open(await world.webLink(person));
    const second = (await world.connect(tab, await world.logIn(tab, again, '43'))).page;
    await world.settle();
    await world.answer(person, await world.question(person), /<bdi>(\d\d)</.exec(second.html)?.[1] ?? '');
    await world.settle();
    const question = await world.question(person);
    const last = await tab.open(`/link/session/${second.forms[0]?.fields['session'] ?? ''}`);
    expect([headingOf(last), last.forms.map(({ action }) => action)]).toEqual([
      'The chat has one more question',
      ['/link/cancel'],
    ]);
    const after = await tab.send(last, '/link/cancel');
    expect([headingOf(after), after.forms]).toEqual(['Nothing was connected', []]);
    await world.answer(person, question, question.answers[0]?.title ?? '');
    await world.settle();
    expect((await world.links(person)).map(({ siteUserId }) => siteUserId)).toEqual(['42']);
    expect((await reasons(person))[0]).toBe('account_link_conflict');
    await said(person, 'Nothing has changed: this chat stays connected');
  });

  test('refuses a code that is on its way for what it is, tells the site, and has Messenger forget', async () => {
    const person = await world.newPerson();
    const { tab, page } = await world.open(person);
    const { number } = await agree(person, tab, page);
    const url = (await tab.open(/href="([^"]*\/back)"/.exec(number.html)?.[1] ?? '')).location ?? '';
    expect((await tab.send(number, '/link/cancel')).goesTo).not.toContain('authorization_code');
    await world.sim.control.returnFromLogin({ person: person.id, url });
    await world.settle();
    await forgotten(person);
    expect([await world.links(person), await reasons(person)]).toEqual([[], ['code_refused']]);
    const refused = await world.server.server.ctx.storage.read((at) =>
      at.db.select().from(loginTables.of(at).refusedCodes),
    );
    const own = refused.filter(({ psid }) => psid === person.psid);
    expect(own).toMatchObject([{ reason: 'code_cancelled', siteId: world.siteId }]);
    const { data } = (await world.server.api('GET', '/v1/notifications?type=account_link.refused')).body;
    expect(data[0].data).toMatchObject({ psid: person.psid, siteUserId: '42', reason: 'code_refused' });
    await said(person, 'This was meant for somebody else');
  });
});
