import { expect, it } from 'vitest';
import { handleThreadEvent, markUnreachable } from '../../server/threads/index.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import type { TestServer } from '../support/server.ts';
import { PAGE, threadEvent } from './thread-event.ts';

const START = Date.UTC(2026, 10, 20, 12);
const iso = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

type Happening = readonly [seconds: number, content: object, list?: string];

let people = 0;

/** Lets these things happen to somebody new, in this order. */
async function happen({ server }: TestServer, ...happenings: readonly Happening[]): Promise<string> {
  const psid = `9007199254741${++people}`;
  for (const [seconds, content, list] of happenings) {
    await handleThreadEvent(server.ctx, threadEvent(psid, START + seconds * 1000, content, list));
  }
  return psid;
}

async function show(server: TestServer, psid: string): Promise<unknown> {
  return (await server.api('GET', `/v1/threads/${PAGE}/${psid}`)).body;
}

const message = { message: { mid: 'm', text: 'hi' } };
const pass = (owner: unknown): object => ({ pass_thread_control: { new_owner_app_id: owner } });

onBothDialects('a thread', (server) => {
  const after = async (...happenings: readonly Happening[]): Promise<unknown> =>
    await show(server(), await happen(server(), ...happenings));

  it('shows in the Page inbox from the first message of the person on', async () => {
    expect(await after([0, { postback: { payload: 'GET_STARTED' } }])).toMatchObject({ isVisibleInPageInbox: false });
    expect(await after([0, { optin: { message_request: 'accept' } }])).toMatchObject({ isVisibleInPageInbox: false });
    expect(await after([0, { message: { mid: 'm', is_echo: true } }])).toMatchObject({ isVisibleInPageInbox: false });
    expect(await after([0, message])).toMatchObject({ isVisibleInPageInbox: true });
  });

  it('has the owner of the latest handover, however late an earlier one is told', async () => {
    const taken = [10, { take_thread_control: { new_owner_app_id: '263902037430900' } }] as const;
    const late = await after([0, pass('111')], taken, [5, pass('222')]);
    expect(late).toMatchObject({ ownerAppId: '263902037430900', ownerChangedAt: iso(10) });
    expect(await after(taken, [20, pass(null)])).toMatchObject({ ownerAppId: null, ownerChangedAt: iso(20) });
  });

  it('keeps its owner when another app only asks', async () => {
    const asked = { request_thread_control: { requested_owner_app_id: '9' } };
    expect(await after([0, pass('111')], [5, asked])).toMatchObject({ ownerAppId: '111', ownerChangedAt: iso(0) });
  });

  it('is in standby when its newest message came so', async () => {
    expect(await after([0, message], [5, message, 'standby'])).toMatchObject({ isStandby: true });
    expect(await after([5, message], [0, message, 'standby'])).toMatchObject({ isStandby: false });
    expect(await after([0, pass('1')])).toMatchObject({ isStandby: null });
  });

  it('counts as our own what one app heard in standby and another as its own', async () => {
    expect(await after([0, message], [0, message, 'standby'])).toMatchObject({ isStandby: false });
    expect(await after([0, message, 'standby'], [0, message])).toMatchObject({ isStandby: false });
  });

  it('never takes back what was delivered and read', async () => {
    const read = (seconds: number): object => ({ read: { watermark: START + seconds * 1000 } });
    const delivered = (seconds: number): object => ({ delivery: { watermark: START + seconds * 1000, mids: [] } });
    expect(await after([9, read(8)], [5, read(4)], [9, delivered(9)], [9, delivered(7)])).toMatchObject({
      readUntil: iso(8),
      deliveredUntil: iso(9),
    });
  });

  it('knows when either side wrote last, and takes no unsent message for one', async () => {
    const echo = { message: { mid: 'e', is_echo: true } };
    const unsent = { message: { mid: 'e', is_echo: true, is_deleted: true } };
    expect(
      await after([3, message], [1, message], [5, echo], [8, unsent], [9, { read: { watermark: 1 } }]),
    ).toMatchObject({
      lastMessageFromPersonAt: iso(3),
      lastMessageFromPageAt: iso(5),
      lastSeenAt: iso(9),
    });
  });
});

onBothDialects('whether a person can be reached', (server) => {
  const mark = async (psid: string, seconds: number): Promise<void> =>
    await markUnreachable(server().server.ctx, {
      pageId: PAGE,
      psid,
      reason: '551/1545041',
      at: new Date(START + seconds * 1000),
    });

  it('is unknown until something tells', async () => {
    const psid = await happen(server(), [0, { read: { watermark: START } }]);
    expect(await show(server(), psid)).toMatchObject({ reachability: 'unknown', reachabilityLearnedAt: null });
  });

  it('is denied by a failed send, with its reason', async () => {
    const psid = await happen(server(), [0, message]);
    await mark(psid, 5);
    expect(await show(server(), psid)).toMatchObject({
      reachability: 'unreachable',
      reachabilityLearnedAt: iso(5),
      unreachableReason: '551/1545041',
    });
  });

  it.each([
    ['a message', message, 'messaging'],
    ['a message to another app', message, 'standby'],
    ['a tap', { postback: { payload: 'X' } }, 'messaging'],
    ['a reaction', { reaction: { mid: 'm', action: 'react' } }, 'messaging'],
  ])('is true again after %s', async (_, content, list) => {
    const psid = await happen(server(), [0, message]);
    await mark(psid, 5);
    await handleThreadEvent(server().server.ctx, threadEvent(psid, START + 6000, content, list));
    expect(await show(server(), psid)).toMatchObject({ reachability: 'reachable', unreachableReason: null });
  });

  it('is not denied by a failure from before the last message', async () => {
    const psid = await happen(server(), [9, message]);
    await mark(psid, 5);
    expect(await show(server(), psid)).toMatchObject({ reachability: 'reachable', reachabilityLearnedAt: iso(9) });
  });
});

onBothDialects('asking for one thread', (server) => {
  it('answers 404 for one that is not known, and for the same person on another Page', async () => {
    const psid = await happen(server(), [0, message]);
    expect((await server().api('GET', `/v1/threads/${PAGE}/0`)).status).toBe(404);
    expect((await server().api('GET', `/v1/threads/1/${psid}`)).status).toBe(404);
  });

  it('needs a key, as the list does', async () => {
    const psid = await happen(server(), [0, message]);
    const answer = await server().api('GET', `/v1/threads/${PAGE}/${psid}`, { key: null });
    expect(answer.status).toBe(401);
  });

  it('shows the same as the list', async () => {
    const psid = await happen(server(), [0, message]);
    const list = await server().api('GET', `/v1/threads?psid=${psid}`);
    expect(list.body.data).toEqual([await show(server(), psid)]);
  });
});
