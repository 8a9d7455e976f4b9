import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../server/base/clock.ts';
import { noteSettledQuestion } from '../../server/linking/attempts/asking/note-settled-question.ts';
import { linkWith } from '../account-links/link-with.ts';
import type { Shop } from '../support/server.ts';
import { arrivalEvent, messageEvent, openLinkingRoom } from './linking-room.ts';
import { type LinkingWorld, startLinkingWorld, type Visit } from './linking-world.ts';

describe.each(['sqlite', 'postgres'] as const)('what an open attempt may still do, on %s', (dialect) => {
  let world: LinkingWorld;
  beforeAll(async () => {
    world = await startLinkingWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const accountsOf = async (psid: string) => (await world.links(psid)).map(({ siteUserId }) => siteUserId);
  const lastStage = async (visit: Visit) => (await world.status(visit)).stages.at(-1);
  const lastText = async (psid: string) => (await world.said(psid)).at(-1)?.text;
  const change = async (path: string, body: object, method = 'PATCH'): Promise<void> => {
    const { status } = await world.server.api(method, `/v1/${path}`, { body });
    if (status >= 300) throw new Error(`${method} ${path} was answered with ${status}.`);
  };
  const guess = async (shop: Shop, psid: string, account: string): Promise<Visit> => {
    const visit = await world.begin(shop, psid, account);
    await world.answer(psid, String((await world.numbers(psid, visit)).wrong));
    return visit;
  };

  test('an account that was guessed at three times is not tied by a number, also where the question was open', async () => {
    const shop = await world.shop('match');
    const [early, late, strong] = [world.newPerson(), world.newPerson(), world.newPerson()];
    const open = await world.begin(shop, early, 'ada');
    for (let round = 0; round < 3; round++) await guess(shop, world.newPerson(), 'ada');
    await world.answer(early, String((await world.numbers(early, open)).right));
    expect(await lastStage(open)).toMatchObject({ stage: 'link_refused', reason: 'too_many_tries' });
    expect(await lastStage(await world.begin(shop, late, 'ada'))).toMatchObject({ reason: 'too_many_tries' });
    expect([await accountsOf(early), await accountsOf(late)]).toEqual([[], []]);
    await linkWith(world.server, { siteId: shop.siteId, siteUserId: 'ada', psid: strong, assurance: 'match' });
    expect((await world.status(await world.begin(shop, strong, 'ada'))).state).toBe('linked');
  });

  test('saying "Not me" is no guess', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    for (let round = 0; round < 4; round++) {
      await world.begin(shop, psid);
      await world.answer(psid, 'not_me');
    }
    expect((await world.status(await world.begin(shop, psid))).state).toBe('asked');
  });

  test.each(['erased', 'too weak', 'withdrawn'])(
    'choosing the other account does not cost the link there is, where that one cannot be tied: %s',
    async (why) => {
      const [shop, psid] = [await world.shop('confirm-in-thread', { onConflict: 'ask' }), world.newPerson()];
      for (const account of ['ada', 'bob']) {
        await world.begin(shop, psid, account);
        await world.answer(psid, 'connect');
      }
      const { siteId } = shop;
      if (why === 'erased') await change('account-links/erase', { siteId, siteUserId: 'bob' }, 'POST');
      if (why === 'too weak') await change(`sites/${siteId}`, { linking: { minimumAssurance: 'match' } });
      if (why === 'withdrawn') await change(`entry-points/${shop.key}`, { linkPolicy: 'off' });
      await world.answer(psid, 'replace');
      expect(await accountsOf(psid)).toEqual(['ada']);
      const { body } = await world.server.api('GET', `/v1/account-links/history?psid=${psid}`);
      expect(body.data.map(({ type }: { type: string }) => type)).not.toContain('removed');
    },
  );

  test('who chooses the other account is on record as having ended the first link', async () => {
    const [shop, psid] = [await world.shop('confirm-in-thread', { onConflict: 'ask' }), world.newPerson()];
    for (const answer of ['ada', 'bob']) {
      await world.begin(shop, psid, answer);
      await world.answer(psid, 'connect');
    }
    await world.answer(psid, 'replace');
    const { body } = await world.server.api('GET', `/v1/account-links/history?psid=${psid}`);
    expect(body.data).toContainEqual(
      expect.objectContaining({ type: 'removed', siteUserId: 'ada', by: 'person', reason: 'replaced' }),
    );
  });

  test.each([
    ['its policy is off', (shop: Shop) => change(`entry-points/${shop.key}`, { linkPolicy: 'off' })],
    ['it was archived', (shop: Shop) => change(`entry-points/${shop.key}/archive`, {}, 'POST')],
    ['user tokens are off', (shop: Shop) => change(`sites/${shop.siteId}`, { userTokens: { mode: 'off' } })],
    [
      'user tokens are only observed',
      (shop: Shop) => change(`sites/${shop.siteId}`, { userTokens: { mode: 'observe' } }),
    ],
  ])('what an entry point began is not finished once %s', async (_, withdraw) => {
    const [shop, psid] = [await world.shop('confirm-in-thread'), world.newPerson()];
    const visit = await world.begin(shop, psid);
    await withdraw(shop);
    await world.answer(psid, 'connect');
    expect(await world.links(psid)).toEqual([]);
    expect(await lastStage(visit)).toMatchObject({ stage: 'link_refused', reason: 'linking_withdrawn' });
    expect(await lastText(psid)).toContain('nothing was connected');
  });

  test('a link that is weaker than the site takes by now is not confirmed by the same proof', async () => {
    const [shop, psid] = [await world.shop('confirm-in-thread'), world.newPerson()];
    await world.begin(shop, psid);
    await world.answer(psid, 'connect');
    await change(`sites/${shop.siteId}`, { linking: { minimumAssurance: 'match' } });
    const visit = await world.begin(shop, psid);
    expect(await lastStage(visit)).toMatchObject({ stage: 'link_refused', reason: 'assurance_too_low' });
    expect(await lastText(psid)).toContain('needs a stronger proof');
  });

  test('a question of which nobody knows whether it arrived stays on the page, may be answered, and is asked again', async () => {
    const shop = await world.shop('match');
    const room = openLinkingRoom(world.server);
    const ask = async (): Promise<[string, Visit, () => Promise<void>]> => {
      const psid = world.newPerson();
      const visit = await world.begin(shop, psid, `ada${psid}`);
      const [question] = await world.said(psid);
      const told = { messageId: question?.id ?? '', purpose: 'linking', code: 'outcome_unknown' } as const;
      const { body } = await world.server.api('GET', `/v1/messages?psid=${psid}`);
      expect(body.data).toHaveLength(1);
      const attemptId = question?.quickReplies?.[0]?.payload.split(':')[2] ?? '';
      const settle = (status: 'unknown' | 'sent') =>
        noteSettledQuestion(room.ctx, {
          ...told,
          about: attemptId,
          status,
          code: status === 'sent' ? null : told.code,
        });
      await settle('unknown');
      expect((await world.status(visit)).question).toMatchObject({ kind: 'match' });
      return [psid, visit, () => settle('sent')];
    };
    const [answering, shown] = await ask();
    await world.answer(answering, String((await world.numbers(answering, shown)).right));
    expect(await world.links(answering)).toHaveLength(1);
    const [typing, seen] = await ask();
    await world.type(typing, String((await world.numbers(typing, seen)).right));
    expect([(await world.said(typing)).length, await world.links(typing)]).toEqual([2, []]);
    const [lost, again] = await ask();
    await world.arrive(lost, again);
    expect(await world.said(lost)).toHaveLength(2);
    const [echoed, known, arrives] = await ask();
    await arrives();
    await world.arrive(echoed, known);
    expect(await world.said(echoed)).toHaveLength(1);
  });

  test.each([
    ['has written meanwhile is asked again', true, 2],
    ['has not written is not asked again before they do', false, 1],
  ] as const)('of whose question nobody knows whether it arrived: whoever %s', async (_, writes, asked) => {
    const room = openLinkingRoom(world.server);
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const visit = await world.visit(shop);
    await room.apply(messageEvent(room, psid, 'Good morning', null));
    room.advance(1000);
    await room.apply(arrivalEvent(room, psid, visit.ref));
    await room.ask(room.ctx, 'slow');
    const [{ id: messageId = '', about } = {}] = await room.messages(psid);
    room.advance(1000);
    if (writes) await room.apply(messageEvent(room, psid, 'Hello?', null));
    await room.ask();
    expect(await room.said(psid)).toHaveLength(1);
    const unknown = { messageId, purpose: 'linking', status: 'unknown', code: 'outcome_unknown' } as const;
    await noteSettledQuestion(room.ctx, { ...unknown, about: about ?? '' });
    await room.ask();
    expect(await room.said(psid)).toHaveLength(asked);
    room.advance(1000);
    await room.apply(messageEvent(room, psid, 'Hello!', null));
    await room.ask();
    expect(await room.said(psid)).toHaveLength(asked + 1);
  });

  test('a thread that gave three wrong numbers is not asked a fourth time that day, for whichever account', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    for (const account of ['one', 'two', 'three']) await guess(shop, psid, account);
    const said = (await world.said(psid)).length;
    const visit = await world.begin(shop, psid, 'four');
    expect(await lastStage(visit)).toMatchObject({ stage: 'link_refused', reason: 'too_many_tries' });
    const news = (await world.said(psid)).slice(said);
    expect(news.map(({ text, quickReplies }) => [text, quickReplies])).toEqual([
      ['Something went wrong, so nothing was connected. Please try again later.', undefined],
    ]);
    const elsewhere = await world.shop('match');
    expect((await world.status(await world.begin(elsewhere, psid, 'ada'))).state).toBe('asked');
    world.server.clock.advance(DAY + 1);
    const [next, timestamp] = [await world.visit(shop, 'five'), world.server.clock.now().getTime()];
    await world.arrive(psid, next, { timestamp });
    expect((await world.status(next)).state).toBe('asked');
  });
});
