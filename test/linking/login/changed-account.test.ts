import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PLATFORM } from '../../../server/base/actor.ts';
import { answerInThread, linkingTables, loginTables } from '../../../server/linking/index.ts';
import { newTab } from './link-tab.ts';
import { type LoginWorld, type Person, startLoginWorld } from './login-world.ts';

describe.each(['sqlite', 'postgres'] as const)('an account that is changed while it is tied, %s', (dialect) => {
  let world: LoginWorld;
  beforeAll(async () => {
    world = await startLoginWorld(dialect);
  });
  afterAll(async () => await world.stop());

  /** The site changes the account that everybody here logs in as. */
  const change = async (path: string, body: object): Promise<void> => {
    const { siteId } = world;
    const { status } = await world.server.api('POST', `/v1/account-links/${path}`, { body: { siteId, ...body } });
    expect(status).toBe(200);
  };
  /** Somebody who has agreed on the page; their thread asks for the number. */
  const ask = async (): Promise<{ person: Person; answer: () => Promise<void>; payload: string }> => {
    const person = await world.newPerson();
    const tab = newTab(world.url);
    const { number } = await world.connect(tab, await world.logIn(tab, await tab.open(await world.webLink(person))));
    const question = await world.question(person);
    const answer = async (): Promise<void> => {
      await world.answer(person, question, number ?? '');
      await world.settle();
    };
    return { person, answer, payload: question.answers.find(({ title }) => title === number)?.payload ?? '' };
  };

  test('is tied by the id it has when the question is answered', async () => {
    const { person, answer } = await ask();
    await change('rename', { from: '42', to: '42-new' });
    await answer();
    expect(await world.links(person)).toMatchObject([{ siteUserId: '42-new', assurance: 'account-linking' }]);
  });

  test('is tied by the id it has when the page is agreed to, and what was asked before follows at once', async () => {
    const person = await world.newPerson();
    const tab = newTab(world.url);
    const decision = await world.logIn(tab, await tab.open(await world.webLink(person)));
    const [connected] = await Promise.all([
      world.connect(tab, decision),
      change('merge', { from: '42', into: '42-merged' }),
    ]);
    const { ctx } = world.server.server;
    const kept = await ctx.storage.read((at) => at.db.select().from(linkingTables.of(at).linkAttempts));
    expect(kept.filter(({ psid }) => psid === person.psid).map(({ siteUserId }) => siteUserId)).toEqual(['42-merged']);
    await world.answer(person, await world.question(person), connected.number ?? '');
    await world.settle();
    expect(await world.links(person)).toMatchObject([{ siteUserId: '42-merged' }]);
  });

  test.each(['merge', 'erase'] as const)('is tied by no id it had when the answer is under way: %s', async (path) => {
    const { person, payload } = await ask();
    const [, , attemptId = '', answer = ''] = payload.split(':');
    const ctx = { ...world.server.server.ctx, actor: PLATFORM };
    const [answered, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const answering = ctx.storage.write(async () => {
      await answerInThread(ctx, { attemptId, pageId: world.pageId, psid: person.psid, answer });
      answered.resolve();
      await mayEnd.promise;
    });
    await answered.promise;
    const changing = change(path, path === 'merge' ? { from: '42', into: '42-raced' } : { siteUserId: '42' });
    await new Promise((resolve) => setTimeout(resolve, 150));
    mayEnd.resolve();
    await Promise.all([answering, changing]);
    const accounts = (await world.links(person)).map(({ siteUserId }) => siteUserId);
    expect(accounts).toEqual(path === 'merge' ? ['42-raced'] : []);
  });

  test('is not tied once the site has deleted it, and stands in no question any more; who comes after it is another', async () => {
    const { person, answer } = await ask();
    const tab = newTab(world.url);
    const decision = await world.logIn(tab, await tab.open(await world.webLink(await world.newPerson())));
    await change('erase', { siteUserId: '42' });
    await answer();
    expect(await world.links(person)).toEqual([]);
    expect((await tab.send(decision, '/link/connect')).status).toBe(410);
    const kept = await world.server.server.ctx.storage.read(async (at) => [
      ...(await at.db.select().from(linkingTables.of(at).linkAttempts)),
      ...(await at.db.select().from(loginTables.of(at).linkSessions)),
    ]);
    expect(kept.map(({ siteUserId }) => siteUserId)).not.toContain('42');
    const path = `/v1/account-links/history?psid=${person.psid}`;
    const { data } = (await world.server.api('GET', path)).body;
    expect(data).toMatchObject([{ type: 'refused', reason: 'site_user_erased', siteUserId: '' }]);
    const later = await ask();
    await later.answer();
    expect(await world.links(later.person)).toMatchObject([{ siteUserId: '42' }]);
  });
});
