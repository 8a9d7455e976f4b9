import { expect, test } from 'vitest';
import { type Fixture, startFixture, until } from './simulator-fixture.ts';

const INSTAGRAM_ID = '17841405822304914';

async function bodyOf(
  { sim, peer, page }: Fixture,
  kind: string,
  input: object = {},
): Promise<Record<string, unknown>> {
  const count = peer.webhooks.length;
  const pageId = kind.startsWith('ig_') ? INSTAGRAM_ID : page.id;
  await sim.control.sendEvents({ pageId, events: [{ kind, ...input }] });
  await until(() => peer.webhooks.length > count);
  return JSON.parse(peer.webhooks[count]?.body ?? '');
}

test('every kind in the list can be sent, and arrives in its place', async () => {
  const fixture = await startFixture();
  const kinds = await fixture.sim.control.kinds();
  expect(kinds.length).toBeGreaterThan(90);
  for (const { kind, object, place } of kinds) {
    const body = await bodyOf(fixture, kind);
    if (place === 'body') expect(body, kind).toHaveProperty('object' in body ? 'object' : 'field');
    else expect(body, kind).toMatchObject({ object, entry: [{ [place]: [expect.any(Object)] }] });
  }
});

test('every kind that the platform has a field for says which', async () => {
  const { sim } = await startFixture();
  const without = (await sim.control.kinds()).filter((one) => one.field === null).map((one) => one.kind);
  expect(without.toSorted()).toEqual(['dashboard_test', 'unknown']);
});

test.each([
  ['message_reply', { replyTo: 'm_1' }, { message: { reply_to: { mid: 'm_1', is_self_reply: false } } }],
  ['message_like', {}, { message: { attachments: [{ type: 'sticker', payload: { sticker_id: 369239263222822 } }] } }],
  ['message_fallback_bare', {}, { message: { attachments: [{ type: 'fallback', payload: null }] } }],
  ['message_deleted', { messageId: 'm_9' }, { message: { mid: 'm_9', is_deleted: true } }],
  ['edit', { mid: 'm_9', edits: 3 }, { message_edit: { mid: 'm_9', num_edit: 3 } }],
  ['read', { watermark: 5 }, { read: { watermark: 5 } }],
  ['take_thread_control', {}, { take_thread_control: { previous_owner_app_id: null } }],
  ['optin_notification_stop', {}, { optin: { notification_messages_status: 'STOP NOTIFICATIONS' } }],
  ['unknown', { key: 'levitate', value: 3 }, { levitate: 3 }],
  ['ig_seen', { mid: 'm_7' }, { read: { mid: 'm_7' } }],
  ['ig_story_reply', {}, { message: { reply_to: { story: { id: expect.any(String) } } } }],
  ['ig_echo', {}, { message: { is_echo: true } }],
])('%s takes what the caller says and has the platform’s shape', async (kind, input, shape) => {
  const body = await bodyOf(await startFixture(), kind, input);
  expect(body).toMatchObject({ entry: [{ messaging: [shape] }] });
});

test('an item can say who, when, that it is in standby, and keys to add', async () => {
  const fixture = await startFixture();
  const body = await bodyOf(fixture, 'message', {
    person: 'grace',
    timestamp: 1_780_300_799_870,
    standby: true,
    merge: { message: { novelty: 1 } },
  });
  const event = { sender: { id: '25377510678046213' }, timestamp: 1_780_300_799_870, message: { novelty: 1 } };
  expect(body).toMatchObject({ entry: [{ standby: [event] }] });
});

test('checkbox opt-ins, policies and app roles have no sender', async () => {
  const fixture = await startFixture();
  for (const kind of ['optin_user_ref', 'policy_block', 'app_roles']) {
    const { entry } = await bodyOf(fixture, kind);
    expect(entry, kind).toEqual([expect.objectContaining({ messaging: [expect.not.objectContaining({ sender: 1 })] })]);
    expect(JSON.stringify(entry)).not.toContain('"sender"');
  }
});

test('changes and dashboard tests tell the time in seconds, and the test has the id 0', async () => {
  const fixture = await startFixture();
  const feed = await bodyOf(fixture, 'change_feed');
  expect(feed).toMatchObject({ entry: [{ time: expect.closeTo(Date.now() / 1000, -2) }] });
  const dashboard = await bodyOf(fixture, 'dashboard_test');
  expect(dashboard).toMatchObject({ entry: [{ id: '0', changes: [{ field: 'messages' }] }] });
});

test('a kind of the other object, an unknown key and an unknown kind are refused', async () => {
  const { sim, page } = await startFixture();
  const send = (event: object): Promise<unknown> => sim.control.sendEvents({ pageId: page.id, events: [{ ...event }] });
  await expect(send({ kind: 'ig_message' })).rejects.toThrow(/400.*ig_message/);
  await expect(send({ kind: 'message', txet: 'typo' })).rejects.toThrow(/400.*txet/);
  await expect(send({ kind: 'teleport' })).rejects.toThrow(/400.*teleport/);
});

test('a file of a message can be fetched until its address ends', async () => {
  const fixture = await startFixture();
  for (const [kind, type] of [
    ['message_image', 'image/svg+xml'],
    ['message_audio', 'audio/wav'],
    ['message_file', 'text/plain'],
  ] as const) {
    const url = /"url":"([^"]+)"/.exec(JSON.stringify(await bodyOf(fixture, kind)))?.[1] ?? '';
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining(type)]);
    await answer.body?.cancel();
    await fixture.sim.control.steerClock({ advanceMs: 15 * 86_400_000 });
    expect((await fetch(url)).status).toBe(403);
  }
});
