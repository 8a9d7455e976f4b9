import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINUTE } from '../../../server/base/clock.ts';
import { sha256 } from '../../../server/base/crypto/hash.ts';
import { spendLinkCode } from '../../../server/linking/codes/store.ts';
import { linkCodeTables } from '../../../server/linking/index.ts';
import { PAGE_ID, referral, sign } from '../../support/server.ts';
import { type CodeWorld, refOf, startCodeWorld } from './code-world.ts';

const UNKNOWN = 'This code is not known or has expired. Get a new one on Shop.';
const CODE = /^[CDFGHJKMNPQRTWXY34679]{4}-[CDFGHJKMNPQRTWXY34679]{4}$/;

describe.each(['sqlite', 'postgres'] as const)('a chat code on %s', (dialect) => {
  let world: CodeWorld;
  beforeAll(async () => {
    world = await startCodeWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const fullWidth = (text: string): string =>
    text.replaceAll(/[!-~]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0));

  test.each([
    ['as it is shown, thread first', (code: string) => code, true],
    ['in lower case without the dash, site first', (code: string) => code.toLowerCase().replace('-', ''), false],
    ['with spaces and a long dash', (code: string) => `  ${[...code].join(' ').replace('-', '—')}\n`, true],
    ['in full-width signs', fullWidth, false],
  ])('typed %s, ties the thread once both sides have agreed', async (_, spell, isThreadFirst) => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const visit = await world.code(shop, 'ada');
    expect(visit.code).toMatch(CODE);
    expect((await world.status({ ...visit, ref: '' })).state).toBe('waiting');
    await world.type(psid, spell(visit.code));
    const [asked] = await world.said(psid);
    expect(asked?.text).toBe(
      'Connect this chat to the account a***@shop.example of Shop? Only if you signed in there yourself: if somebody gave you the code, choose “Not me”.',
    );
    expect(asked?.quickReplies?.map(({ title }) => title)).toEqual(['Connect', 'Not me']);
    const open = await world.status({ ...visit, ref: '' });
    expect(open.question).toMatchObject({ kind: 'code', person: 'Ada Lovelace', thread: false, site: false });
    const steps = [() => world.answer(psid, 'connect'), () => world.confirm(visit, 'connect')];
    await (isThreadFirst ? steps : steps.toReversed())[0]?.();
    expect(await world.links(psid)).toEqual([]);
    await (isThreadFirst ? steps : steps.toReversed())[1]?.();
    await world.server.settle();
    expect(await world.links(psid)).toMatchObject([
      { siteUserId: 'ada', assurance: 'code', way: 'code', refId: visit.id, label: 'a***@shop.example' },
    ]);
    const linked = await world.status({ ...visit, ref: '' });
    expect([linked.state, linked.question]).toEqual(['linked', null]);
    expect((await world.texts(psid)).at(-1)).toContain('This chat is now connected');
  });

  test('opened by its link, is asked the same way, and stands nowhere in clear', async () => {
    const [shop, psid] = [await world.shop('direct'), world.newPerson()];
    const visit = await world.code(shop);
    await world.server.deliver(referral(psid, refOf(visit)));
    await world.server.settle();
    expect((await world.texts(psid))[0]).toContain('Only if you signed in there yourself');
    const { body } = await world.server.api('GET', `/v1/arrivals?psid=${psid}`);
    expect(body.data).toMatchObject([
      { ref: null, refId: visit.id, entryPoint: shop.key, outcome: 'matched', reason: 'link_awaits_proof' },
    ]);
    expect(await world.links(psid)).toEqual([]);
    await world.confirm(visit, 'connect');
    await world.answer(psid, 'connect');
    expect(await world.links(psid)).toMatchObject([{ siteUserId: 'ada', assurance: 'code' }]);
    expect((await world.server.api('GET', `/v1/arrivals?psid=${psid}`)).body.data[0].siteUserId).toBe('ada');
    const bare = visit.code.replace('-', '');
    const { ctx } = world.server.server;
    const rows = await ctx.storage.read((at) => at.db.select().from(linkCodeTables.of(at).linkCodes));
    const kept = JSON.stringify(rows);
    expect(kept).not.toContain(bare);
    expect(kept).not.toContain(sha256(bare));
    const unmatched = await world.server.api('GET', '/v1/unmatched-refs?limit=100');
    expect(JSON.stringify([body, unmatched.body])).not.toContain(bare);
  });

  test('that somebody was talked into shows them whose it is, and the site who they are; Not me ends it for good', async () => {
    const [shop, victim] = [await world.shop('match'), world.newPerson()];
    const attacker = await world.code(shop, 'mallory');
    await world.type(victim, attacker.code);
    expect((await world.texts(victim))[0]).toContain('m***@shop.example');
    const { question } = await world.status({ ...attacker, ref: '' });
    expect(question).toMatchObject({ kind: 'code', person: 'Ada Lovelace' });
    await world.confirm(attacker, 'connect');
    await world.answer(victim, 'not_me');
    expect((await world.texts(victim)).at(-1)).toContain('has been told that it was not you');
    expect(await world.links(victim)).toEqual([]);
    expect((await world.confirm(attacker, 'connect')).status).toBe(409);
    await world.answer(victim, 'connect');
    await world.type(victim, attacker.code);
    expect(await world.links(victim)).toEqual([]);
    expect((await world.status({ ...attacker, ref: '' })).state).toBe('refused');
  });

  test('that a stranger got hold of ends nowhere: the page it was shown on says no', async () => {
    const [shop, thief] = [await world.shop('match'), world.newPerson()];
    const owner = await world.code(shop, 'ada');
    await world.type(thief, owner.code);
    await world.answer(thief, 'connect');
    expect(await world.links(thief)).toEqual([]);
    expect((await world.confirm({ ...owner, watchSecret: 'guessed' }, 'connect')).status).toBe(404);
    expect((await world.confirm(owner, 'not_me')).status).toBe(200);
    await world.server.settle();
    expect(await world.links(thief)).toEqual([]);
    expect((await world.texts(thief)).at(-1)).toContain('meant for somebody else');
  });

  test('goes to exactly one of two who send it at the same time, and the other learns nothing', async () => {
    const shop = await world.shop('match');
    const people = [world.newPerson(), world.newPerson()];
    const visit = await world.code(shop);
    await Promise.all(people.map((psid) => world.type(psid, visit.code)));
    const said = (await Promise.all(people.map((psid) => world.texts(psid)))).flat();
    expect(said.filter((text) => text.startsWith('Connect this chat'))).toHaveLength(1);
    expect(said.filter((text) => text === UNKNOWN)).toHaveLength(1);
  });

  test('is used up once, also where two had found it unused', async () => {
    const { code } = await world.code(await world.shop('match'));
    const { ctx } = world.server.server;
    const [hash] = ctx.secretBox.digests(code.replace('-', ''), 'link-code');
    const spend = (psid: string) => ctx.storage.write((tx) => spendLinkCode(tx, hash, { psid, at: ctx.clock.now() }));
    const outcomes = await Promise.all(['1', '2', '3'].map(spend));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
  });

  test('sent twice by the same person asks once, and its question is asked once', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const visit = await world.code(shop);
    const tapped = referral(psid, refOf(visit));
    await world.server.deliver(tapped);
    await world.server.deliver(tapped);
    await world.server.settle();
    await world.arrive(psid, { ...visit, ref: refOf(visit) });
    await world.type(psid, visit.code);
    expect(await world.texts(psid)).toHaveLength(1);
  });

  test('takes the place of a question that is open', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const earlier = await world.begin(shop, psid, 'grace');
    const visit = await world.code(shop, 'ada');
    await world.type(psid, visit.code);
    const { stages } = await world.status(earlier);
    expect(stages.at(-1)).toMatchObject({ stage: 'link_refused', reason: 'superseded' });
    await world.confirm(visit, 'connect');
    await world.type(psid, 'Connect'); // no answer, nor the keyword: the question comes again
    expect(await world.links(psid)).toEqual([]);
    await world.answer(psid, 'connect');
    expect(await world.links(psid)).toMatchObject([{ siteUserId: 'ada', assurance: 'code' }]);
    expect((await world.texts(psid)).at(-1)).toContain('is now connected');
  });

  test('is over after ten minutes, and so is its question', async () => {
    const [shop, late, slow] = [await world.shop('match'), world.newPerson(), world.newPerson()];
    const [unused, used] = [await world.code(shop), await world.code(shop, 'grace')];
    await world.type(slow, used.code);
    await world.pass(10 * MINUTE + 1);
    await world.type(late, unused.code);
    expect(await world.texts(late)).toEqual([UNKNOWN]);
    expect((await world.confirm(used, 'connect')).status).toBe(409);
    await world.answer(slow, 'connect');
    expect((await world.texts(slow)).at(-1)).toContain('took too long');
    expect(await world.links(slow)).toEqual([]);
    const { body } = await world.server.api('GET', `/v1/messages?psid=${late}`);
    expect(body.data[0].quickReplies).toBeUndefined();
  });

  test('never counts in standby, in what the Page said itself, or among other words', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const { code } = await world.code(shop);
    const timestamp = Date.now() - 500;
    const heard = { sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp, message: { mid: 'm_sb', text: code } };
    const entry = { id: PAGE_ID, time: timestamp, standby: [heard] };
    await world.server.deliver({
      sender: { id: PAGE_ID },
      recipient: { id: psid },
      timestamp,
      message: { mid: 'm_ec', is_echo: true, text: code },
    });
    const body = JSON.stringify({ object: 'page', entry: [entry] });
    await world.server.post(body, { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) });
    await world.type(psid, `my code is ${code}, thanks`);
    await world.type(psid, '34679643');
    expect(await world.texts(psid)).toEqual([]);
    await world.type(psid, code);
    expect((await world.texts(psid))[0]).toContain('Connect this chat');
  });
});
