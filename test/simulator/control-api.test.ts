import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startAgainst, startFixture, until } from './simulator-fixture.ts';
import { startPeer } from './threadtie-peer.ts';

describe('the control API', () => {
  test('acts for a person as a hand on the phone does', async () => {
    const { sim, peer, page } = await startFixture();
    await sim.control.openLink({ person: 'grace', url: `https://m.me/${page.id}?ref=abc` });
    await sim.control.getStarted({ person: 'grace', pageId: page.id });
    await sim.control.writeMessage({ person: 'grace', pageId: page.id, text: 'hello' });
    await until(() => peer.webhooks.length === 2);
    const events = [peer.event(0), peer.event(1)];
    expect(events).toContainEqual(
      expect.objectContaining({
        postback: expect.objectContaining({ referral: expect.objectContaining({ ref: 'abc' }) }),
      }),
    );
    expect(events).toContainEqual(expect.objectContaining({ message: expect.objectContaining({ text: 'hello' }) }));
  });

  test('adds people whose ids differ per Page and from the app-scoped one', async () => {
    const { sim } = await startFixture();
    const people = await Promise.all(Array.from({ length: 30 }, () => sim.control.addPerson({ name: 'Alan Turing' })));
    const ids = people.flatMap((person) => [person.asid, ...Object.values(person.psids)]);
    expect(new Set(ids).size).toBe(120);
    expect(ids.every((id) => /^[1-9][0-9]{14,16}$/.test(id))).toBe(true);
    expect(ids.some((id) => String(Number(id)) !== id)).toBe(true);
    expect(people.map((person) => person.id)).toContain('alan-30');
  });

  test('steers the time of events and can stop it', async () => {
    const { sim, peer, page } = await startFixture();
    await sim.control.steerClock({ freeze: true });
    await sim.control.steerClock({ now: '2027-01-01T00:00:00.000Z' });
    await sim.control.steerClock({ advanceMs: 5000 });
    await sim.control.getStarted({ person: 'ada', pageId: page.id });
    await until(() => peer.webhooks.length === 1);
    expect(peer.event(0)['timestamp']).toBe(Date.parse('2027-01-01T00:00:05.000Z'));
    expect((await sim.control.state()).clock).toEqual({ now: '2027-01-01T00:00:05.000Z', frozen: true });
  });

  test('sends raw events exactly as they are, in one batch', async () => {
    const { sim, peer } = await startFixture();
    const events = [{ recipient: { id: '5' }, timestamp: '17', unheard_of: null }, { sender: { user_ref: 'u' } }];
    await sim.control.sendEvents({ pageId: '5', events });
    await until(() => peer.webhooks.length === 1);
    expect(JSON.parse(peer.webhooks[0]?.body ?? '').entry).toMatchObject([{ id: '5', messaging: events }]);
  });

  test('builds the shapes a click comes back in', async () => {
    const { sim, peer, page } = await startFixture();
    await sim.control.sendEvents({
      pageId: page.id,
      events: [
        { kind: 'optin', person: 'ada', ref: 'r1' },
        { kind: 'optin_user_ref', userRef: 'u1', ref: 'r2' },
        { kind: 'postback', person: 'ada', referral: { ref: 'r3' } },
        { kind: 'referral', person: 'ada', ref: 'r4' },
        { kind: 'message_referral', person: 'ada', ref: 'r5', ad_id: '77' },
      ],
    });
    await until(() => peer.webhooks.length === 1);
    const [optin, userRef, postback, referral, message] = JSON.parse(peer.webhooks[0]?.body ?? '').entry[0].messaging;
    expect(optin).toMatchObject({ sender: { id: '9007199254740993' }, optin: { ref: 'r1' } });
    expect(userRef.optin).toEqual({ ref: 'r2', user_ref: 'u1' });
    expect(userRef).not.toHaveProperty('sender');
    expect(postback.postback.referral).toEqual({ ref: 'r3', source: 'SHORTLINK', type: 'OPEN_THREAD' });
    expect(referral.referral).toEqual({ ref: 'r4', source: 'SHORTLINK', type: 'OPEN_THREAD' });
    expect(message.message.referral).toEqual({ ref: 'r5', source: 'ADS', type: 'OPEN_THREAD', ad_id: '77' });
  });

  test('holds webhooks back until they are resumed', async () => {
    const { sim, peer, page } = await startFixture();
    await sim.control.pauseWebhooks();
    await sim.control.getStarted({ person: 'ada', pageId: page.id });
    expect(await sim.control.deliveries()).toMatchObject([{ status: 'pending', attempts: [] }]);
    await sim.control.resumeWebhooks();
    await until(() => peer.webhooks.length === 1);
    expect(peer.webhooks).toHaveLength(1);
  });

  test('refuses what does not fit with a sentence that names the field', async () => {
    const { sim } = await startFixture();
    await expect(sim.control.openLink({ person: 'nobody', url: '/m/pineandkettle' })).rejects.toThrow(
      'no person \\"nobody\\"',
    );
    await expect(sim.control.setFaults({ duplicates: -1 })).rejects.toThrow(/400.*duplicates/);
    await expect(sim.control.sendEvents({ pageId: '5', events: [{ kind: 'typo' }] })).rejects.toThrow(/400.*kind/);
  });

  test('refuses a body that does not say it is JSON, and a foreign page', async () => {
    const { sim } = await startFixture();
    const send = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${sim.url}/control/faults`, { method: 'POST', headers, body: '{"drop":true}' });
    expect((await send({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send({ 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await sim.control.state()).faults.drop).toBe(false);
  });

  test('resets people, threads, faults and clock, and leaves the shop registered', async () => {
    const { sim, page } = await startFixture();
    const before = await sim.control.state();
    await sim.control.addPerson({ name: 'Alan Turing' });
    await sim.control.getStarted({ person: 'ada', pageId: page.id });
    await sim.control.setFaults({ drop: true });
    await sim.control.steerClock({ freeze: true });
    await sim.control.setApp({ mode: 'dev', callbackUrl: null });
    await sim.control.setPage(page.id, { isPublished: false, getStarted: null });
    const after = await sim.control.reset();
    expect(after).toMatchObject({ people: before.people, threads: [], faults: before.faults, shop: before.shop });
    expect(after).toMatchObject({ app: before.app, pages: before.pages });
    expect(after.clock.frozen).toBe(false);
  });
});

describe('the state file', () => {
  test('carries people, threads and tokens over a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulator-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'deep', 'simulator.json');
    const { sim, peer, page } = await startFixture(path);
    await sim.control.addPerson({ name: 'Alan Turing' });
    await sim.control.getStarted({ person: 'alan', pageId: page.id });
    const before = await sim.control.state();
    await sim.close();
    const again = await startAgainst(peer, path);
    await again.ready;
    const { people, threads, pages, shop } = await again.control.state();
    expect({ people, threads, pages, shop }).toEqual({
      people: before.people,
      threads: before.threads,
      pages: before.pages,
      shop: before.shop,
    });
  });

  test('carries the app, tokens and profiles over a restart, whatever port the server has then', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulator-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'simulator.json');
    const { sim, peer, page } = await startFixture(path);
    await sim.control.setApp({
      mode: 'dev',
      callbackUrl: `${peer.url}/webhooks/messenger`,
      fields: { page: ['messages'] },
    });
    await sim.control.setPage(page.id, { domains: ['https://shop.example'], isRestricted: true });
    await sim.control.setToken(page.id, { state: 'expired' });
    const before = await sim.control.state();
    await sim.close();
    const again = await startAgainst(await startPeer(), path);
    await again.ready;
    const { app, appFields, pages } = await again.control.state();
    expect({ app, appFields, pages }).toEqual({ app: before.app, appFields: before.appFields, pages: before.pages });
    expect(await again.control.setToken(page.id, {})).toMatchObject([{ state: 'expired' }]);
  });

  test('of an earlier version gets what it lacks: the Instagram account, Olivia, everybody’s ids and tokens', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulator-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'simulator.json');
    const page = {
      id: '77',
      username: 'old',
      name: 'Old',
      accessToken: 't',
      getStartedPayload: 'G',
      subscribedFields: [],
    };
    const head = { id: 'ada', name: 'Ada', firstName: 'Ada', lastName: '', locale: 'en_GB', timezone: 0, asid: '5' };
    const message = { mid: 'm_1', from: 'person', text: 'hi', at: 1 };
    const thread = { pageId: '77', personId: 'ada', exists: true, pendingRef: null, draft: '', lastActionAt: 1 };
    const world = {
      version: 1,
      pages: [page],
      people: [{ ...head, psids: { 77: '6' } }],
      threads: [{ ...thread, messages: [message] }],
      shop: { cookieSecret: 'c', credentials: null },
    };
    await writeFile(path, JSON.stringify(world));
    const { sim } = await startFixture(path);
    const { app, pages, people, threads } = await sim.control.state();
    expect([app.mode, people.map((one) => one.id)]).toEqual(['live', ['ada', 'olivia']]);
    expect(await sim.control.setToken('77', {})).toMatchObject([{ token: 't', state: 'valid' }]);
    expect(pages.map((one) => one.platform)).toEqual(['messenger', 'instagram']);
    expect(Object.keys(people[0]?.psids ?? {})).toEqual(['77', pages[1]?.id]);
    expect(threads).toMatchObject([{ ...thread, isBlocked: false, messages: [{ ...message, buttons: [] }] }]);
  });
});
