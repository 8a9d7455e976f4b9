import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../server/base/clock.ts';
import { linkWith } from '../account-links/link-with.ts';
import { refusal } from '../graph/open-graph-world.ts';
import { APP_ID, PAGE_ID, type Shop, tick } from '../support/server.ts';
import { type LinkingWorld, startLinkingWorld, type Visit } from './linking-world.ts';

const SAID = { recipient_id: '1', message_id: 'm_said', id: '1', name: 'Ada Lovelace', locale: 'en_US' };

describe.each(['sqlite', 'postgres'] as const)('an attempt to link on %s', (dialect) => {
  let world: LinkingWorld;
  beforeAll(async () => {
    world = await startLinkingWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const questionOf = async (visit: Visit) => (await world.status(visit)).question;
  const finish = async (psid: string, visit: Visit): Promise<number> => {
    await world.answer(psid, String((await world.numbers(psid, visit)).right));
    return (await world.links(psid)).length;
  };
  const handOver = async (psid: string, to: string, timestamp: number): Promise<void> => {
    const pass = { previous_owner_app_id: APP_ID, new_owner_app_id: to };
    await world.server.deliver({
      sender: { id: psid },
      recipient: { id: PAGE_ID },
      timestamp,
      pass_thread_control: pass,
    });
    await world.server.settle();
  };

  test('waits where the window is closed, says so on the site, and asks when the person writes', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const visit = await world.visit(shop);
    await world.arrive(psid, visit, { timestamp: Date.now() - 25 * HOUR });
    expect(await questionOf(visit)).toMatchObject({
      kind: 'waiting',
      reason: 'window_closed',
      message: expect.any(String),
    });
    expect((await world.status(visit)).state).toBe('asked');
    expect((await world.said(psid)).map(({ status }) => status)).toEqual(['refused']);
    await world.type(psid, 'I am here');
    expect(await questionOf(visit)).toMatchObject({ kind: 'match' });
    expect(await finish(psid, visit)).toBe(1);
  });

  test('waits while another app answers, and asks when the thread is ours again', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const visit = await world.visit(shop);
    await handOver(psid, '999', Date.now());
    await world.arrive(psid, visit, { timestamp: Date.now() - 5000 });
    expect(await questionOf(visit)).toMatchObject({ kind: 'waiting', reason: 'thread_owned_by_other_app' });
    await handOver(psid, APP_ID, Date.now() + 2);
    expect(await questionOf(visit)).toMatchObject({ kind: 'match' });
    expect(await finish(psid, visit)).toBe(1);
  });

  test('waits when the question could not be delivered, and asks anew at the next sign of the person', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    world.stub.reply({ body: SAID }, refusal(551), { body: SAID });
    const visit = await world.begin(shop, psid);
    expect(await questionOf(visit)).toMatchObject({ kind: 'waiting', reason: 'person_unreachable' });
    await world.type(psid, 'Hello?', { timestamp: Date.now() + 50 });
    const asked = (await world.said(psid)).map(({ text, status }) => `${status}: ${text}`);
    expect(asked).toEqual(['failed', 'sent'].map((status) => `${status}: Which number do you see on Shop?`));
    expect(await finish(psid, visit)).toBe(1);
  });

  test('that waits expires like any other, and a later sign does not wake it', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const visit = await world.visit(shop);
    await world.arrive(psid, visit, { timestamp: Date.now() - 25 * HOUR });
    await world.pass(10 * MINUTE + 1);
    await world.type(psid, 'I am here');
    expect(await world.status(visit)).toMatchObject({ state: 'refused', question: null });
    expect((await world.said(psid)).filter(({ status }) => status === 'sent')).toEqual([]);
  });

  test('gives way to a newer one: the older question ties nothing, and its number is not asked for again', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const first = await world.begin(shop, psid, 'ada');
    const { right } = await world.numbers(psid, first);
    const old = (await world.said(psid))[0]?.quickReplies?.find(({ title }) => title === String(right))?.payload ?? '';
    const second = await world.begin(shop, psid, 'eve');
    expect(await world.status(first)).toMatchObject({ state: 'refused', question: null });
    expect((await world.status(first)).stages.at(-1)?.reason).toBe('superseded');
    const newer = await world.numbers(psid, second);
    expect(newer.choices).not.toContain(right);
    await world.tap(psid, old);
    await world.type(psid, String(right));
    expect(await world.links(psid)).toEqual([]);
    expect(await world.status(second)).toMatchObject({ state: 'asked' });
    expect(await finish(psid, second)).toBe(1);
    expect(await world.links(psid)).toMatchObject([{ siteUserId: 'eve' }]);
  });

  test('of two accounts racing for one thread leaves one question, and ties the account that was answered', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const visits = await Promise.all(['ada', 'bob', 'eve'].map((sub) => world.visit(shop, sub)));
    await Promise.all(visits.map((visit) => world.arrive(psid, visit)));
    await world.server.settle();
    const states = await Promise.all(visits.map((visit) => world.status(visit)));
    expect(states.map(({ state }) => state).toSorted()).toEqual(['asked', 'refused', 'refused']);
    const open = visits[states.findIndex(({ state }) => state === 'asked')];
    expect(open && (await finish(psid, open))).toBe(1);
  });

  test('of two threads racing for one visit belongs to the first, the other is refused', async () => {
    const shop = await world.shop('match');
    const [one, two] = [world.newPerson(), world.newPerson()];
    const visit = await world.visit(shop);
    await Promise.all([world.arrive(one, visit), world.arrive(two, visit)]);
    await world.server.settle();
    const asked = await Promise.all([one, two].map(async (psid) => (await world.said(psid)).length));
    expect(asked.toSorted()).toEqual([0, 1]);
    const [holder, other] = asked[0] === 1 ? [one, two] : [two, one];
    await world.type(other, String((await world.numbers(holder, visit)).right));
    expect(await world.links(other)).toEqual([]);
    expect(await finish(holder, visit)).toBe(1);
  });

  test('is asked once, however often its arrival is told and its link is tapped', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const visit = await world.visit(shop);
    const timestamp = tick();
    await Promise.all([1, 2, 3].map(() => world.arrive(psid, visit, { timestamp })));
    await world.arrive(psid, visit);
    expect(await world.said(psid)).toHaveLength(1);
    expect(await finish(psid, visit)).toBe(1);
    await world.arrive(psid, visit);
    const { body } = await world.server.api('GET', `/v1/arrivals?psid=${psid}`);
    expect(body.data[0]).toMatchObject({ siteUserId: 'ada', reason: null });
  });

  test('begins also where the visit is registered after the arrival', async () => {
    const [shop, psid] = [await world.shop('confirm-in-thread'), world.newPerson()];
    const { ref } = await world.visit(shop, 'nobody');
    const late = `${shop.code}_${ref.slice(-22).split('').toReversed().join('')}`;
    await world.arrive(psid, { id: '', watchSecret: '', ref: late });
    const visit = await world.visit(shop, 'ada', late);
    await world.server.settle();
    await world.answer(psid, 'connect');
    expect(await world.links(psid)).toMatchObject([{ siteUserId: 'ada', refId: visit.id }]);
  });

  test('ties what the account is called now, and nothing once the site has deleted it', async () => {
    const [shop, psid, other] = [await world.shop('confirm-in-thread'), world.newPerson(), world.newPerson()];
    await world.begin(shop, psid, 'old-id');
    await world.begin(shop, other, 'gone');
    const { siteId } = shop;
    const change = (path: string, body: object) =>
      world.server.api('POST', `/v1/${path}`, { body: { siteId, ...body } });
    await renameAndErase(change);
    await world.answer(psid, 'connect');
    await world.answer(other, 'connect');
    expect(await world.links(psid)).toMatchObject([{ siteUserId: 'new-id' }]);
    expect(await world.links(other)).toEqual([]);
    const history = await world.server.api('GET', `/v1/account-links/history?psid=${other}`);
    expect(history.body.data).toMatchObject([{ type: 'refused', reason: 'site_user_erased', siteUserId: '' }]);
  });

  test('leaves alone what carries no identity: nothing is asked, nothing is kept', async () => {
    const [shop, psid] = [await world.shop('match'), world.newPerson()];
    const { body } = await world.server.api('POST', '/v1/refs', {
      key: null,
      headers: { origin: 'https://shop.example' },
      body: { entryPoint: shop.key },
    });
    await world.arrive(psid, body);
    await world.arrive(psid, { ...body, ref: shop.code });
    expect(await world.said(psid)).toEqual([]);
    expect(await world.status(body)).toMatchObject({ state: 'arrived', question: null });
  });

  const renameAndErase = async (change: (path: string, body: object) => Promise<{ status: number }>): Promise<void> => {
    const paths = Object.keys((await world.server.api('GET', '/openapi.json')).body.paths);
    const find = (word: string): string => paths.find((path) => path.includes(word))?.replace('/v1/', '') ?? '';
    const renamed = await change(find('rename'), { from: 'old-id', to: 'new-id' });
    const erased = await change(find('erase'), { siteUserId: 'gone' });
    expect([renamed.status, erased.status]).toEqual([200, 200]);
  };
});

describe.each(['sqlite', 'postgres'] as const)('a thread that is tied to another account, on %s', (dialect) => {
  let world: LinkingWorld;
  beforeAll(async () => {
    world = await startLinkingWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const lastOf = async (psid: string) => (await world.said(psid)).at(-1);
  const accountOf = async (psid: string) => (await world.links(psid)).map(({ siteUserId }) => siteUserId);
  /** Tied to ada, and eve has just been proven. */
  const contested = async (linking: object, policy = 'confirm-in-thread'): Promise<[string, Visit, Shop]> => {
    const [shop, psid] = [await world.shop(policy, linking), world.newPerson()];
    await world.begin(shop, psid, 'ada');
    if (policy === 'confirm-in-thread') await world.answer(psid, 'connect');
    const visit = await world.begin(shop, psid, 'eve');
    if (policy === 'confirm-in-thread') await world.answer(psid, 'connect');
    return [psid, visit, shop];
  };

  test('keeps it under "refuse", and everybody is told', async () => {
    const [psid, visit] = await contested({ onConflict: 'refuse' });
    expect(await accountOf(psid)).toEqual(['ada']);
    expect((await lastOf(psid))?.text).toContain('connected to another account of Shop');
    expect((await world.status(visit)).stages.at(-1)).toMatchObject({
      stage: 'link_refused',
      reason: 'account_link_conflict',
    });
  });

  test('changes it under "replace-with-notice", and the thread hears of both', async () => {
    const [psid, visit] = await contested({ onConflict: 'replace-with-notice' });
    expect(await accountOf(psid)).toEqual(['eve']);
    const text =
      'This chat is now connected to the account e***@shop.example of Shop, and no longer to a***@shop.example.';
    expect(await lastOf(psid)).toMatchObject({ text });
    expect((await world.status(visit)).state).toBe('linked');
  });

  test.each(['confirm-in-thread', 'direct'])('is asked under "ask" (%s), and the answer counts', async (policy) => {
    for (const [answer, account] of [
      ['keep', 'ada'],
      ['replace', 'eve'],
    ] as const) {
      const [psid, visit] = await contested({ onConflict: 'ask' }, policy);
      expect(await lastOf(psid)).toMatchObject({
        text: 'This chat is connected to the account a***@shop.example of Shop. Connect it to e***@shop.example instead?',
      });
      const { body } = await world.server.api('GET', `/v1/arrivals?psid=${psid}`);
      expect(body.data[0]).toMatchObject({ siteUserId: null, reason: 'link_awaits_proof' });
      await world.answer(psid, 'connect').catch(() => undefined);
      expect([await accountOf(psid), (await world.status(visit)).state]).toEqual([['ada'], 'asked']);
      await world.answer(psid, answer);
      await world.answer(psid, answer === 'keep' ? 'replace' : 'keep');
      expect(await accountOf(psid)).toEqual([account]);
      expect((await world.status(visit)).state).toBe(answer === 'keep' ? 'refused' : 'linked');
    }
  });

  test('is asked anew when a third account has come between question and answer', async () => {
    const [psid, , shop] = await contested({ onConflict: 'ask' });
    const [standing] = await world.links(psid);
    await world.server.api('DELETE', `/v1/account-links/${standing?.id}`);
    await linkWith(world.server, { siteId: shop.siteId, siteUserId: 'mallory', psid });
    await world.answer(psid, 'replace');
    expect(await accountOf(psid)).toEqual(['mallory']);
    expect((await lastOf(psid))?.text).toContain('Connect it to e***@shop.example instead?');
    await world.answer(psid, 'replace');
    expect(await accountOf(psid)).toEqual(['eve']);
  });

  test('is not asked again about the account it has, unless the new proof is better', async () => {
    const [shop, psid] = [await world.shop('confirm-in-thread'), world.newPerson()];
    await world.begin(shop, psid);
    await world.answer(psid, 'connect');
    const said = (await world.said(psid)).length;
    const again = await world.begin(shop, psid);
    expect((await world.status(again)).stages.at(-1)).toMatchObject({ stage: 'linked', reason: 'linked_before' });
    expect(await world.said(psid)).toHaveLength(said);
    await world.server.api('PATCH', `/v1/entry-points/${shop.key}`, { body: { linkPolicy: 'match' } });
    const better = await world.begin(shop, psid);
    await world.answer(psid, String((await world.numbers(psid, better)).right));
    expect(await world.links(psid)).toMatchObject([{ siteUserId: 'ada', assurance: 'match' }]);
  });

  test.each(['direct', 'confirm-in-thread'])(
    'is not tied by a proof weaker than the site takes (%s)',
    async (policy) => {
      const [shop, psid] = [await world.shop(policy, { minimumAssurance: 'match' }), world.newPerson()];
      const visit = await world.begin(shop, psid);
      if (policy !== 'direct') await world.answer(psid, 'connect');
      expect(await world.links(psid)).toEqual([]);
      expect((await world.status(visit)).stages.at(-1)).toMatchObject({
        stage: 'link_refused',
        reason: 'assurance_too_low',
      });
      if (policy !== 'direct') expect((await lastOf(psid))?.text).toContain('needs a stronger proof');
    },
  );
});
