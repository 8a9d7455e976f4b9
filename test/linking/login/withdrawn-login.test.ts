import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PLATFORM } from '../../../server/base/actor.ts';
import { answerInThread } from '../../../server/linking/index.ts';
import { pageTables } from '../../../server/pages/index.ts';
import { newTab, type ShownPage, type Tab } from './link-tab.ts';
import { type LoginWorld, type Person, startLoginWorld, until } from './login-world.ts';

const ELSEWHERE = { kind: 'oidc', issuer: 'https://id.example', clientId: 'shop', clientSecret: 'x'.repeat(32) };
const WITHDRAWN = [
  ['has no login any more', { login: null }, 'not possible yet'],
  ['has another login', { login: ELSEWHERE }, 'did not work'],
  ['only observes user tokens', { userTokens: { mode: 'observe' } }, 'not possible yet'],
] as const;

describe.each(['sqlite', 'postgres'] as const)('a login that is taken back while it is under way, %s', (dialect) => {
  // What is withdrawn is read by the same rule on both.
  const some = dialect === 'sqlite' ? WITHDRAWN : WITHDRAWN.slice(0, 1);
  let world: LoginWorld;
  let login: object;
  beforeAll(async () => {
    world = await startLoginWorld(dialect);
    ({ login } = (await world.server.api('GET', `/v1/sites/${world.siteId}`)).body);
  });
  afterEach(async () => {
    await world.linking({ login, userTokens: { mode: 'enforce' }, linking: { confirmNumber: true } });
  });
  afterAll(async () => await world.stop());

  const reasons = async (person: Person): Promise<(string | null)[]> => {
    const { data } = (await world.server.api('GET', `/v1/account-links/history?psid=${person.psid}`)).body;
    return data.map(({ reason }: { reason: string | null }) => reason);
  };
  const said = async (person: Person): Promise<true> =>
    await until(async () => {
      const { threads } = await world.sim.control.state();
      const own = threads.find(({ personId }) => personId === person.id)?.messages ?? [];
      return own.some(({ text }) => text?.includes('nothing was connected')) || undefined;
    });
  /** Somebody on the page of the decision. */
  const decide = async (way: 'web' | 'messenger'): Promise<{ person: Person; tab: Tab; decision: ShownPage }> => {
    const person = await world.newPerson();
    const tab = newTab(world.url);
    const url = way === 'web' ? await world.webLink(person) : await world.tapLogIn(person);
    return { person, tab, decision: await world.logIn(tab, await tab.open(url)) };
  };
  /** While its Pages are disconnected. */
  const withoutPages = async (work: () => Promise<void>): Promise<void> => {
    const set = (disconnectedAt: Date | null): Promise<unknown> =>
      world.server.server.ctx.storage.write(async (tx) => {
        await tx.db.update(pageTables.of(tx).pages).set({ disconnectedAt });
      });
    await set(world.server.clock.now());
    await work().finally(() => set(null));
  };

  test.each(some)('ties nothing by the answer once the site %s', async (_, change) => {
    const { person, tab, decision } = await decide('web');
    const { number } = await world.connect(tab, decision);
    const question = await world.question(person);
    await world.linking(change);
    await world.answer(person, question, number ?? '');
    await world.settle();
    expect([await world.links(person), await reasons(person)]).toEqual([[], ['linking_withdrawn']]);
    await said(person);
  });

  test.each(some)('ends on the page of the decision once the site %s', async (_, change, words) => {
    const { person, tab, decision } = await decide('messenger');
    await world.linking(change);
    const refused = await tab.send(decision, '/link/connect');
    expect([refused.status >= 400, refused.html.includes(words)]).toEqual([true, true]);
    await world.linking({ login, userTokens: { mode: 'enforce' } });
    expect((await tab.send(decision, '/link/connect')).status).toBe(410);
    expect(await reasons(person)).toEqual(['linking_withdrawn']);
    const { data } = (await world.server.api('GET', '/v1/notifications?type=account_link.refused')).body;
    expect(data[0].data).toMatchObject({ psid: person.psid, siteUserId: '42', reason: 'linking_withdrawn' });
  });

  test.each(some)('is not finished by its code once the site %s', async (_, change) => {
    await world.linking({ linking: { confirmNumber: false } });
    const person = await world.newPerson();
    const { back: url } = await world.goThrough(person);
    await world.linking(change);
    await world.sim.control.returnFromLogin({ person: person.id, url });
    await world.settle();
    expect([await world.links(person), await reasons(person)]).toEqual([[], ['linking_withdrawn']]);
    await said(person);
    await until(async () => {
      const { linkedAccounts } = await world.sim.control.state();
      return linkedAccounts.every(({ personId }) => personId !== person.id) || undefined;
    });
  });

  test('ties nothing of a Page that was disconnected, by an answer and by Connect', async () => {
    const [asked, deciding] = [await decide('web'), await decide('web')];
    const { number } = await world.connect(asked.tab, asked.decision);
    const { answers } = await world.question(asked.person);
    const [, , attemptId = '', answer = ''] = answers.find(({ title }) => title === number)?.payload.split(':') ?? [];
    const ctx = { ...world.server.server.ctx, actor: PLATFORM };
    await withoutPages(async () => {
      await answerInThread(ctx, { attemptId, pageId: world.pageId, psid: asked.person.psid, answer });
      expect((await deciding.tab.send(deciding.decision, '/link/connect')).status).toBe(400);
    });
    for (const { person } of [asked, deciding]) {
      expect([await world.links(person), await reasons(person)]).toEqual([[], ['linking_withdrawn']]);
    }
  });

  test('goes on where the site has it again as it was', async () => {
    const { person, tab, decision } = await decide('web');
    const { number } = await world.connect(tab, decision);
    await world.linking({ login: null });
    await world.linking({ login });
    await world.answer(person, await world.question(person), number ?? '');
    await world.settle();
    expect(await world.links(person)).toHaveLength(1);
  });
});
