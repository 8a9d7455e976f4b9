import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newTab, type ShownPage, type Tab } from './link-tab.ts';
import { type LoginWorld, type Person, startLoginWorld } from './login-world.ts';

describe('a page that was left open on the way to a link', () => {
  let world: LoginWorld;
  beforeAll(async () => {
    world = await startLoginWorld('sqlite');
  });
  afterAll(async () => await world.stop());

  const UNTRUE = /Nothing was connected|another browser/;
  const headingOf = ({ html }: ShownPage): string => /<h1>([^<]*)/.exec(html)?.[1] ?? '';
  /** Somebody who has linked their thread, with every page of theirs that is still open. */
  const link = async (person: Person, tab: Tab): Promise<{ start: ShownPage; decision: ShownPage; at: string }> => {
    const start = await tab.open(await world.webLink(person));
    const decision = await world.logIn(tab, start);
    const at = (await tab.send(decision, '/link/connect')).location ?? '';
    const number = /class="number"><bdi>(\d+)</.exec((await tab.open(at)).html)?.[1] ?? '';
    await world.settle();
    await world.answer(person, await world.question(person), number);
    await world.settle();
    expect(headingOf(await tab.open(at))).toBe('Connected');
    return { start, decision, at };
  };

  test('says nothing that is not true once the thread is tied, whatever is pressed on it', async () => {
    const [person, tab] = [await world.newPerson(), newTab(world.url)];
    const { start, decision, at } = await link(person, tab);
    const idBefore = start.forms[0]?.fields['session'];
    const shown = [
      await tab.open(`/link/session/${idBefore}`),
      await tab.send(start, '/link/login'),
      await tab.send(decision, '/link/login', { anew: 'yes' }),
      await tab.send(decision, '/link/connect'),
      await tab.open(`${at}/back`),
    ];
    for (const page of shown) expect(page.html).not.toMatch(UNTRUE);
    expect(shown.slice(0, 3).map(headingOf)).toEqual(Array(3).fill('This page has been used'));
    const { login } = (await world.server.api('GET', `/v1/sites/${world.siteId}`)).body;
    await world.linking({ login: null });
    const without = await tab.send(decision, '/link/login');
    await world.linking({ login });
    expect(headingOf(without)).toBe('This page has been used');
  });

  test('of another log-in does not say that nothing was connected when its thread was', async () => {
    const [person, tab] = [await world.newPerson(), newTab(world.url)];
    const [first, second] = [await tab.open(await world.webLink(person)), await tab.open(await world.webLink(person))];
    const asked = (await tab.send(await world.logIn(tab, first), '/link/connect')).location ?? '';
    const given = (await tab.send(second, '/link/cancel')).html;
    expect(given).toContain('Nothing was connected');
    await link(person, tab);
    const id = second.forms[0]?.fields['session'];
    for (const address of [asked, `/link/session/${id}`]) {
      expect(headingOf(await tab.open(address))).toBe('That was all here');
    }
  });

  test('does not say that a link stands when it has ended since', async () => {
    const [person, tab] = [await world.newPerson(), newTab(world.url)];
    const { at } = await link(person, tab);
    const [standing] = await world.links(person);
    await world.server.api('DELETE', `/v1/account-links/${standing?.id}`);
    expect(headingOf(await tab.open(at))).toBe('That was all here');
  });
});
