import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../server/base/clock.ts';
import { type LinkingWorld, message, startLinkingWorld } from './linking-world.ts';
import { PAGE_ID, sign } from '../support/server.ts';

const TOO_LATE = 10 * MINUTE + 1;

describe.each(['sqlite', 'postgres'] as const)('a policy that asks, on %s', (dialect) => {
  let world: LinkingWorld;
  beforeAll(async () => {
    world = await startLinkingWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const textsOf = async (psid: string) => (await world.said(psid)).map(({ text }) => text);
  const lastOf = async (psid: string) => (await world.said(psid)).at(-1);
  const arrivalOf = async (psid: string) => (await world.server.api('GET', `/v1/arrivals?psid=${psid}`)).body.data[0];
  const refusals = async (siteId: string): Promise<string[]> => {
    const { body } = await world.server.api('GET', `/v1/notifications?siteId=${siteId}&type=account_link.refused`);
    return body.data.map(({ data }: { data: { reason: string } }) => data.reason);
  };
  const stageOf = async (visit: Parameters<LinkingWorld['status']>[0]) => {
    const { state, stages, question } = await world.status(visit);
    return [state, stages.at(-1)?.stage, stages.at(-1)?.reason ?? null, question?.kind ?? null];
  };

  test('match: eight numbers in the thread, the right one on the site, and one tap ties both', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const visit = await world.begin(shop, psid);
    const { right, choices } = await world.numbers(psid, visit);
    const [asked] = await world.said(psid);
    expect(asked).toMatchObject({ text: 'Which number do you see on Shop?', purpose: 'linking', status: 'sent' });
    expect([choices.length, new Set(choices).size, choices.includes(right)]).toEqual([8, 8, true]);
    expect(choices.every((choice) => choice >= 10 && choice <= 99)).toBe(true);
    expect(asked?.quickReplies?.at(-1)?.title).toBe('Not me');
    expect(await stageOf(visit)).toEqual(['asked', 'arrived', null, 'match']);
    expect(await arrivalOf(psid)).toMatchObject({ outcome: 'matched', siteUserId: null, reason: 'link_awaits_proof' });
    expect(await world.links(psid)).toEqual([]);
    await world.answer(psid, String(right));
    const [link] = await world.links(psid);
    expect(link).toMatchObject({ siteUserId: 'ada', assurance: 'match', way: 'visit', label: 'a***@shop.example' });
    expect(await stageOf(visit)).toEqual(['linked', 'linked', null, null]);
    expect(await arrivalOf(psid)).toMatchObject({ outcome: 'matched', siteUserId: 'ada', reason: null });
    expect(await lastOf(psid)).toMatchObject({
      text: 'This chat is now connected to the account a***@shop.example of Shop. If that was not you, disconnect it.',
      buttons: [{ type: 'postback', title: 'Disconnect', payload: `threadtie:undo:${link?.id}` }],
    });
    const { body } = await world.server.api('GET', `/v1/notifications?siteId=${shop.siteId}`);
    const types = body.data.map(({ type }: { type: string }) => type);
    expect(types.filter((type: string) => type.startsWith('account_link'))).toEqual(['account_link.created']);
  });

  test('match: a wrong number spoils the attempt for good, and both sides are told', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const visit = await world.begin(shop, psid);
    const { right, wrong } = await world.numbers(psid, visit);
    await world.answer(psid, String(wrong));
    await world.answer(psid, String(right));
    await world.arrive(psid, visit);
    expect(await world.links(psid)).toEqual([]);
    expect(await stageOf(visit)).toEqual(['refused', 'link_refused', 'wrong_number', null]);
    expect(await refusals(shop.siteId)).toEqual(['wrong_number']);
    expect((await textsOf(psid)).slice(1)).toEqual([
      'That is not the number, so nothing was connected. To try again, start anew on Shop.',
    ]);
  });

  test.each([
    ['as it stands', (n: number) => ` ${n}. `],
    ['in full width', (n: number) => String(n).replace(/\d/g, (d) => String.fromCodePoint(0xff10 + Number(d)))],
    ['in Arabic digits', (n: number) => String(n).replace(/\d/g, (d) => String.fromCodePoint(0x660 + Number(d)))],
  ])('match: a number typed %s proves nothing and spoils nothing: the question comes again', async (_, spell) => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const visit = await world.begin(shop, psid);
    const { right, wrong } = await world.numbers(psid, visit);
    await world.type(psid, spell(right));
    await world.type(psid, spell(wrong));
    expect([await world.links(psid), (await stageOf(visit))[0]]).toEqual([[], 'asked']);
    const [question, ...again] = await world.said(psid);
    const repeated = { text: `Please tap an answer:\n${question?.text}`, quickReplies: question?.quickReplies };
    expect(again).toMatchObject([repeated, repeated]);
    await world.answer(psid, String(right));
    expect(await world.links(psid)).toHaveLength(1);
  });

  test('nobody else answers: not another person, not the Page, not in standby, not on another Page', async () => {
    const [shop, psid, stranger] = [await world.shop('match'), world.newPerson(), world.newPerson()];
    const visit = await world.begin(shop, psid);
    const { right } = await world.numbers(psid, visit);
    const payload =
      (await world.said(psid))[0]?.quickReplies?.find(({ title }) => title === String(right))?.payload ?? '';
    expect(payload).toContain('threadtie:link:');
    const content = { text: String(right), quick_reply: { payload } };
    await world.tap(stranger, payload);
    await world.type(stranger, String(right));
    const otherPage = '9007199254740777';
    await world.server.api('PUT', `/v1/pages/${otherPage}`, { body: { name: 'Other', accessToken: 'EAAother' } });
    await world.server.deliver(message(psid, content, { recipient: { id: otherPage } }));
    const echo = { ...content, is_echo: true, mid: `m_echo_${psid}` };
    await world.server.deliver({
      sender: { id: PAGE_ID },
      recipient: { id: psid },
      timestamp: Date.now(),
      message: echo,
    });
    const standby = { object: 'page', entry: [{ id: PAGE_ID, time: Date.now(), standby: [message(psid, content)] }] };
    const body = JSON.stringify(standby);
    await world.server.post(body, { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) });
    await world.server.settle();
    expect([await world.links(psid), await world.links(stranger)]).toEqual([[], []]);
    expect(await world.said(psid)).toHaveLength(1);
    expect((await stageOf(visit))[0]).toBe('asked');
    await world.answer(psid, String(right));
    expect(await world.links(psid)).toHaveLength(1);
  });

  test('confirm-in-thread: the thread names the account and says yes', async () => {
    const [shop, psid] = [await world.shop('confirm-in-thread'), world.newPerson()];
    const visit = await world.begin(shop, psid);
    expect(await textsOf(psid)).toEqual(['Connect this chat to the account a***@shop.example of Shop?']);
    expect(await stageOf(visit)).toEqual(['asked', 'arrived', null, 'confirm-in-thread']);
    expect((await world.confirm(visit, 'connect')).body.error.code).toBe('nothing_to_confirm');
    await world.type(psid, 'connect'); // a link may have typed it for them
    expect(await world.links(psid)).toEqual([]);
    const [question, again, ...more] = await world.said(psid);
    expect([again?.text, more]).toEqual([`Please tap an answer:\n${question?.text}`, []]);
    await world.answer(psid, 'connect');
    expect(await world.links(psid)).toMatchObject([{ assurance: 'in-thread' }]);
    expect(await stageOf(visit)).toEqual(['linked', 'linked', null, null]);
  });

  test.each(['match', 'confirm-in-thread'])('%s: "Not me" ends it, and the site is told', async (policy) => {
    const [shop, psid] = [await world.shop(policy), world.newPerson()];
    const visit = await world.begin(shop, psid);
    await world.answer(psid, 'not_me');
    await world.answer(psid, policy === 'match' ? String((await world.numbers(psid, visit)).choices[0]) : 'connect');
    expect(await world.links(psid)).toEqual([]);
    expect(await stageOf(visit)).toEqual(['refused', 'link_refused', 'not_me', null]);
    expect(await refusals(shop.siteId)).toEqual(['not_me']);
    expect((await textsOf(psid)).slice(1)).toEqual([
      'Nothing was connected, and Shop has been told that it was not you.',
    ]);
    expect(await arrivalOf(psid)).toMatchObject({ outcome: 'refused', reason: 'link_refused', siteUserId: null });
  });

  test('confirm-on-site: only the holder of the visit sees the name and lets the person in, once', async () => {
    const [shop, psid] = [await world.shop('confirm-on-site'), world.newPerson()];
    const visit = await world.begin(shop, psid);
    expect(await textsOf(psid)).toEqual(['One more step: confirm on Shop that this chat is yours.']);
    expect((await world.status(visit)).question).toMatchObject({ kind: 'confirm-on-site', person: 'Ada Lovelace' });
    const other = await world.visit(shop, 'eve');
    const wrong = await world.confirm({ id: visit.id, watchSecret: other.watchSecret }, 'connect');
    const unknown = await world.confirm(
      { id: 'ref_0000000000000000000000000', watchSecret: visit.watchSecret },
      'connect',
    );
    const plain = ({ body }: typeof wrong) => ({ ...body.error, requestId: '' });
    expect([wrong.status, plain(wrong)]).toEqual([404, plain(unknown)]);
    expect((await world.confirm(other, 'connect')).status).toBe(409);
    expect((await world.confirm(visit, 'perhaps')).status).toBe(400);
    await world.type(psid, 'connect');
    expect(await world.links(psid)).toEqual([]);
    const answers = await Promise.all(Array.from({ length: 4 }, () => world.confirm(visit, 'connect')));
    expect(answers.map(({ status, body }) => `${status} ${body.state}`)).toEqual(Array(4).fill('200 linked'));
    expect(await world.links(psid)).toMatchObject([{ assurance: 'on-site', siteUserId: 'ada' }]);
    await world.server.settle();
    expect((await textsOf(psid)).filter((text) => text.startsWith('This chat is now'))).toHaveLength(1);
  });

  test('confirm-on-site: "not me" on the site ends it, and the thread is told that it was meant for another', async () => {
    const [shop, psid] = [await world.shop('confirm-on-site'), world.newPerson()];
    const visit = await world.begin(shop, psid);
    expect((await world.confirm(visit, 'not_me')).body).toMatchObject({ state: 'refused', question: null });
    expect((await world.confirm(visit, 'connect')).body.error.code).toBe('nothing_to_confirm');
    expect(await world.links(psid)).toEqual([]);
    expect(await lastOf(psid)).toMatchObject({ text: 'This was meant for somebody else, so nothing was connected.' });
  });

  test('confirm-on-site: where the platform tells no name, the number is asked for instead', async () => {
    const [shop, psid] = [await world.shop('confirm-on-site'), world.newPerson()];
    world.stub.reply({ body: { recipient_id: '1', message_id: 'm_said', id: '1', locale: 'en_US' } });
    const visit = await world.begin(shop, psid);
    world.stub.reply({
      body: { recipient_id: '1', message_id: 'm_said', id: '1', name: 'Ada Lovelace', locale: 'en_US' },
    });
    const { right } = await world.numbers(psid, visit);
    expect((await world.confirm(visit, 'connect')).status).toBe(409);
    await world.answer(psid, String(right));
    expect(await world.links(psid)).toMatchObject([{ assurance: 'match' }]);
  });

  test.each(['match', 'confirm-in-thread', 'confirm-on-site'])(
    '%s: an answer after the limit ties nothing',
    async (policy) => {
      const [shop, psid] = [await world.shop(policy), world.newPerson()];
      const visit = await world.begin(shop, psid);
      const answers = policy === 'match' ? String((await world.numbers(psid, visit)).right) : 'connect';
      world.server.clock.advance(TOO_LATE);
      expect((await world.status(visit)).question).toBeNull();
      if (policy === 'confirm-on-site') {
        expect((await world.confirm(visit, 'connect')).body.error.code).toBe('nothing_to_confirm');
      } else {
        await world.answer(psid, answers);
        await world.answer(psid, answers);
        const late = 'That took too long, so nothing was connected. To try again, start anew on Shop.';
        expect((await textsOf(psid)).slice(1)).toEqual([late]);
      }
      await world.pass(0);
      expect(await world.links(psid)).toEqual([]);
      expect(await stageOf(visit)).toEqual(['refused', 'link_refused', 'question_expired', null]);
      expect(await refusals(shop.siteId)).toEqual(['question_expired']);
    },
  );

  test('a question survives a restart, and so does its limit', async () => {
    const [shop, psid, late] = [await world.shop('match'), world.newPerson(), world.newPerson()];
    const [visit, forgotten] = [await world.begin(shop, psid), await world.begin(shop, late)];
    await world.server.restart();
    const { right } = await world.numbers(psid, visit);
    await world.answer(psid, String(right));
    expect(await world.links(psid)).toHaveLength(1);
    world.server.clock.advance(TOO_LATE);
    await world.server.restart();
    await expect.poll(async () => (await stageOf(forgotten))[2]).toBe('question_expired');
  });

  test('the button below the words disconnects for as long as the link stands, and only in its thread', async () => {
    const [shop, psid] = [await world.shop('confirm-in-thread'), world.newPerson()];
    const visit = await world.begin(shop, psid);
    await world.answer(psid, 'connect');
    const [link] = await world.links(psid);
    let taps = 0;
    const tapAs = async (id: string): Promise<void> => {
      const mid = `m_undo_${id}_${++taps}`;
      const postback = { title: 'Disconnect', payload: `threadtie:undo:${link?.id}`, mid };
      await world.server.deliver({ sender: { id }, recipient: { id: PAGE_ID }, timestamp: Date.now(), postback });
      await world.server.settle();
    };
    await tapAs(world.newPerson());
    expect(await world.links(psid)).toHaveLength(1);
    await tapAs(psid);
    await tapAs(psid);
    expect(await world.links(psid)).toEqual([]);
    expect((await stageOf(visit))[1]).toBe('unlinked');
    expect((await textsOf(psid)).filter((text) => text.includes('no longer connected'))).toHaveLength(1);
  });
});
