import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { APP_ID, PAGE_ID, referral, type Shop, sign } from '../support/server.ts';
import { arrivalEvent, type LinkingRoom, messageEvent, openLinkingRoom } from './linking-room.ts';
import { type CodeWorld, startCodeWorld } from './codes/code-world.ts';
import { message, type Visit } from './linking-world.ts';

const LOG_IN = { login: { kind: 'handoff', url: 'https://shop.example/sign-in' } };
const STICKER = { attachments: [{ type: 'image', payload: { url: 'https://cdn.example/x.png', sticker_id: 1 } }] };

describe.each(['sqlite', 'postgres'] as const)('a question that lost its buttons, on %s', (dialect) => {
  let world: CodeWorld;
  let room: LinkingRoom;
  beforeAll(async () => {
    world = await startCodeWorld(dialect);
    room = openLinkingRoom(world.server);
  });
  afterAll(async () => await world.stop());

  const begin = async (policy = 'match', linking?: object): Promise<[string, Visit, Shop]> => {
    const [shop, psid] = [await world.shop(policy, linking), world.newPerson()];
    return [psid, await world.begin(shop, psid), shop];
  };
  const deliver = async (...events: object[]): Promise<void> => {
    await world.server.deliver(...events);
    await world.server.settle();
  };
  const questions = async (psid: string) => (await world.said(psid)).filter(({ quickReplies }) => quickReplies);
  const others = async (psid: string) => (await world.said(psid)).filter(({ quickReplies }) => !quickReplies);
  const accounts = async (psid: string) => (await world.links(psid)).map(({ siteUserId }) => siteUserId);
  const tapFirst = async (psid: string, ending: string): Promise<void> => {
    const replies = (await questions(psid))[0]?.quickReplies ?? [];
    await world.tap(psid, replies.find(({ payload }) => payload.endsWith(`:${ending}`))?.payload ?? '');
  };
  const handOver = async (psid: string, to: string): Promise<void> => {
    const [from, timestamp] = [to === APP_ID ? '999' : APP_ID, Date.now() + (to === APP_ID ? 2 : 1)];
    const pass = { previous_owner_app_id: from, new_owner_app_id: to };
    const head = { sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp };
    await deliver({ ...head, pass_thread_control: pass });
  };

  test('is asked again after whatever else the person writes, five times in all; a tap on the first still counts', async () => {
    const [psid, visit] = await begin();
    const { right } = await world.numbers(psid, visit);
    await world.type(psid, 'Hello?');
    await deliver(message(psid, STICKER));
    await deliver(message(psid, { text: 'Tea', quick_reply: { payload: 'TEA' } }));
    const [first, ...again] = await questions(psid);
    const repeated = { text: `Please tap an answer:\n${first?.text}`, quickReplies: first?.quickReplies };
    expect(again).toMatchObject([repeated, repeated, repeated]);
    for (let i = 0; i < 4; i++) await world.type(psid, `Hello ${i}`);
    expect([(await questions(psid)).length, await world.links(psid)]).toEqual([5, []]);
    await world.type(psid, String(right)); // a wish to answer
    expect([(await questions(psid)).length, await world.links(psid)]).toEqual([6, []]);
    expect((await world.status(visit)).question).toMatchObject({ kind: 'match', number: right });
    await tapFirst(psid, String(right));
    expect(await accounts(psid)).toEqual(['ada']);
    await world.type(psid, 'Thanks');
    expect(await questions(psid)).toHaveLength(6);
  });

  test('ends where words are typed ten times that are to be tapped, and both sides are told', async () => {
    const [psid, visit] = await begin();
    const { right } = await world.numbers(psid, visit);
    for (let i = 0; i < 9; i++) await world.type(psid, String(right));
    expect([(await questions(psid)).length, (await world.status(visit)).state]).toEqual([10, 'asked']);
    await world.type(psid, String(right));
    expect([(await questions(psid)).length, (await world.status(visit)).state]).toEqual([10, 'refused']);
    expect((await others(psid)).map(({ text }) => text)).toEqual([expect.stringContaining('took too long')]);
    expect(await world.links(psid)).toEqual([]);
  });

  test('is not asked again while it is being sent, nor once the tap has come', async () => {
    const [shop, psid] = [await world.shop('confirm-in-thread'), world.newPerson()];
    const visit = await world.visit(shop);
    const asked = async (one: string) => (await room.said(one)).filter(({ quickReplies }) => quickReplies);
    await room.apply(arrivalEvent(room, psid, visit.ref));
    await room.ask(room.ctx, 'slow');
    await room.apply(messageEvent(room, psid, 'Hello?', null));
    await room.ask();
    expect(await asked(psid)).toHaveLength(1);
    const [code, other] = [await world.code(shop), world.newPerson()];
    await room.apply(messageEvent(room, other, code.code, null));
    await room.ask();
    await room.apply(messageEvent(room, other, 'ok', null));
    const payload = (await asked(other))[0]?.quickReplies?.[0]?.payload ?? '';
    await room.apply(messageEvent(room, other, 'Connect', payload));
    const before = await room.said(other);
    await room.ask();
    expect([(await asked(other)).length, await room.said(other)]).toEqual([1, before]);
  });

  test('is left alone by what comes in standby, by echoes, by taps, and by codes and keywords that are answered', async () => {
    const [psid, , shop] = await begin('confirm-in-thread');
    const head = { sender: { id: PAGE_ID }, recipient: { id: psid }, timestamp: Date.now() };
    await deliver({ ...head, message: { mid: `m_echo_${psid}`, is_echo: true, text: 'Connect' } });
    const standby = [message(psid, { text: 'Hello' }), message(psid, { text: 'Connect' })];
    const body = JSON.stringify({ object: 'page', entry: [{ id: PAGE_ID, time: Date.now(), standby }] });
    await world.server.post(body, { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) });
    await deliver(referral(psid, shop.code));
    await world.type(psid, 'Log out');
    await world.code(shop, 'eve');
    await world.type(psid, 'CDFG-HJKM');
    expect(await questions(psid)).toHaveLength(1);
    const said = (await others(psid)).map(({ text }) => text);
    expect(said).toEqual(['This chat is not connected to an account of Shop.', expect.stringContaining('not known')]);
  });

  test('takes words on its buttons for itself while it is on its way: they are no keyword, and ask nothing twice', async () => {
    const shop = await world.shop('confirm-in-thread');
    await world.server.api('PATCH', `/v1/sites/${shop.siteId}`, { body: LOG_IN });
    const [early, psid] = [world.newPerson(), world.newPerson()];
    const visit = await world.visit(shop, 'mallory');
    await deliver(referral(early, visit.ref), message(early, { text: 'Connect' }), message(early, { text: 'Not me' }));
    expect([(await world.said(early)).length, (await world.status(visit)).state]).toEqual([1, 'asked']);
    await world.begin(shop, psid);
    await deliver(message(psid, { text: 'Connect' }), message(psid, { text: 'connect!' }));
    expect([(await questions(psid)).length, await others(psid), await world.links(psid)]).toEqual([2, [], []]);
    await deliver(message(psid, { text: 'Verbinden' }), message(psid, { text: 'Not me' }));
    expect(await others(psid)).toMatchObject([{ text: expect.stringContaining('told that it was not you') }]);
    await world.type(psid, 'Connect');
    expect((await others(psid)).at(-1)?.text).toContain('Log in to Shop');
  });

  test('waits when another app has the thread by then, and is asked once more when it is ours again', async () => {
    const [psid, visit] = await begin();
    const { right } = await world.numbers(psid, visit);
    await room.apply(messageEvent(room, psid, 'Hello?', null));
    await handOver(psid, '999');
    await room.ask();
    const { question } = await world.status(visit);
    expect(question).toMatchObject({ kind: 'waiting', reason: 'thread_owned_by_other_app' });
    await handOver(psid, APP_ID);
    expect((await world.status(visit)).question).toMatchObject({ kind: 'match' });
    expect((await questions(psid)).map(({ status }) => status)).toEqual(['sent', 'refused', 'sent']);
    await tapFirst(psid, String(right));
    expect(await accounts(psid)).toEqual(['ada']);
  });

  test.each([
    ['Connect this one', 2, ['ada'], 'asked'],
    ['Leave it as it is', 1, ['ada'], 'refused'],
  ])('about two accounts, "%s" typed', async (words, asked, standing, state) => {
    const [psid, , shop] = await begin('confirm-in-thread', { onConflict: 'ask' });
    await world.answer(psid, 'connect');
    const visit = await world.begin(shop, psid, 'eve');
    await world.type(psid, 'Hello?');
    await world.answer(psid, 'connect');
    await world.type(psid, words);
    const texts = (await questions(psid)).map(({ text }) => text).filter((text) => text.includes('instead?'));
    expect([texts.length, texts[0]?.startsWith('This chat')]).toEqual([asked, true]);
    expect([await accounts(psid), (await world.status(visit)).state]).toEqual([standing, state]);
    if (state === 'asked') await world.answer(psid, 'replace');
    expect(await accounts(psid)).toEqual(state === 'asked' ? ['eve'] : ['ada']);
  });
});
