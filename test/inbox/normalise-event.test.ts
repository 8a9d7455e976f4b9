import { describe, expect, test } from 'vitest';
import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import { listItems } from '../../server/inbox/list-items.ts';
import { normaliseEvent } from '../../server/inbox/normalise-event.ts';
import { parseBody } from '../../server/base/parse-body.ts';

const RECEIVED = new Date('2026-11-20T12:00:00.000Z');
const AT = 1_780_300_799_870;
const people = { sender: { id: 'P' }, recipient: { id: 'PAGE' }, timestamp: AT };

/** Normalises the events of a whole body, as it comes over the wire. */
function read(body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return listItems(parseBody(Buffer.from(text))).map((item) => normaliseEvent(item, RECEIVED));
}

function readOne(event: unknown, list = 'messaging'): Omit<MessengerEvent, 'id' | 'appId' | 'raw'> | undefined {
  return read({ object: 'page', entry: [{ id: 'PAGE', time: AT, [list]: [event] }] })[0];
}

describe('the shapes an arrival comes in', () => {
  const shapes: readonly [string, object, object][] = [
    [
      'an opt-in with a sender',
      { recipient: { id: 'PAGE' }, timestamp: AT, sender: { id: 'P' }, optin: { ref: 'r' } },
      { kind: 'opt_in', psid: 'P', userRef: null, arrival: { ref: 'r', source: null, adId: null, isNewThread: null } },
    ],
    [
      'an opt-in without a sender',
      { recipient: { id: 'PAGE' }, timestamp: AT, optin: { ref: 'r', user_ref: 'u' } },
      { kind: 'opt_in', psid: null, userRef: 'u', arrival: { ref: 'r', source: null, adId: null, isNewThread: null } },
    ],
    [
      'a postback with a referral',
      { ...people, postback: { mid: 'm', payload: 'GET_STARTED', referral: { ref: 'r', source: 'SHORTLINK' } } },
      { kind: 'postback', psid: 'P', arrival: { ref: 'r', source: 'SHORTLINK', adId: null, isNewThread: true } },
    ],
    [
      'a referral',
      { ...people, referral: { ref: 'r', source: 'ADS', type: 'OPEN_THREAD', ad_id: 12 } },
      { kind: 'referral', psid: 'P', arrival: { ref: 'r', source: 'ADS', adId: '12', isNewThread: false } },
    ],
    [
      'a message with a referral',
      { ...people, message: { mid: 'm', text: 'hi', referral: { ref: 'r', source: 'ADS', ad_id: '12' } } },
      { kind: 'message', psid: 'P', arrival: { ref: 'r', source: 'ADS', adId: '12', isNewThread: null } },
    ],
  ];

  test.each(shapes)('%s becomes an arrival', (_, event, expected) => {
    expect(readOne(event)).toMatchObject({ pageId: 'PAGE', isStandby: false, occurredAt: new Date(AT), ...expected });
  });

  test.each(shapes)('%s in standby is no arrival', (_, event) => {
    expect(readOne(event, 'standby')).toMatchObject({ isStandby: true, arrival: null });
  });

  test.each([
    ['an opt-in without a ref', { ...people, optin: {} }, { ref: null }],
    ['an opt-in with an empty ref', { ...people, optin: { ref: '' } }, { ref: null }],
    ['a numeric ref', { ...people, referral: { ref: 55 } }, { ref: '55' }],
    [
      'a numeric ref past 2^53',
      '{"sender":{"id":"P"},"referral":{"ref":9007199254740993}}',
      { ref: '9007199254740993' },
    ],
    ['a ref that no database holds', { ...people, referral: { ref: 'a\u0000\ud800' } }, { ref: 'a\ufffd\ufffd' }],
    [
      'a notification opt-in that names a ref',
      { ...people, optin: { type: 'notification_messages', ref: 'r' } },
      { ref: 'r' },
    ],
  ])('%s is an arrival with what is known', (_, event, clue) => {
    const raw: unknown = typeof event === 'string' ? parseBody(Buffer.from(event)) : event;
    expect(readOne(raw)?.arrival).toMatchObject(clue);
  });

  test.each([
    ['a tap on a button', { ...people, postback: { mid: 'm', payload: 'X' } }],
    ['a message', { ...people, message: { mid: 'm', text: 'hi' } }],
    ['a message about a product', { ...people, message: { mid: 'm', referral: { product: { id: '1' } } } }],
    ['a one-time notification', { ...people, optin: { type: 'one_time_notif_req', one_time_notif_token: 't' } }],
    ['an echo', { ...people, message: { mid: 'm', is_echo: true, referral: { ref: 'r' } } }],
  ])('%s is no arrival', (_, event) => {
    expect(readOne(event)).toMatchObject({ arrival: null });
  });
});

describe('the kinds of events', () => {
  test.each([
    ['message', { message: { mid: 'm' } }],
    ['message_deleted', { message: { mid: 'm', is_deleted: true } }],
    ['reaction_removed', { reaction: { mid: 'm', action: 'unreact', reaction: 'love' } }],
    ['message_edit', { message_edit: { mid: 'm', text: 'x', num_edit: '1' } }],
    ['notification_opt_in', { optin: { type: 'one_time_notif_req' } }],
    ['notification_opt_in', { optin: { type: 'notification_messages' } }],
    ['account_linking', { account_linking: { status: 'unlinked' } }],
    ['delivery_receipt', { delivery: { watermark: 1 } }],
    ['read_receipt', { read: { watermark: 1 } }],
    ['reaction', { reaction: { mid: 'm', action: 'react' } }],
    ['handover', { pass_thread_control: { previous_owner_app_id: null, new_owner_app_id: 222 } }],
    ['handover', { take_thread_control: {} }],
    ['handover', { request_thread_control: { requested_owner_app_id: 123456789 } }],
    ['handover', { sender: undefined, app_roles: { 123: ['primary_receiver'] } }],
    ['policy_enforcement', { sender: undefined, policy_enforcement: { action: 'block' } }],
    ['feedback', { messaging_feedback: { feedback_screens: [] } }],
    ['feedback', { response_feedback: { feedback: 'Good response', mid: 'm' } }],
    ['order', { order: { products: [] } }],
    ['unknown', { game_play: { game_id: '1' } }],
    ['unknown', { message: 'of an odd type' }],
    ['unknown', {}],
  ])('%s is told by its key: %j', (kind, event) => {
    expect(readOne({ ...people, ...event })).toMatchObject({ kind, pageId: 'PAGE' });
  });

  test.each([
    ['as documented', { sender: { id: 'PAGE' }, recipient: { id: 'P' } }],
    ['as in very old samples', { sender: { id: 'P' }, recipient: { id: 'PAGE' } }],
  ])('an echo names the person, %s', (_, parties) => {
    const event = { ...people, ...parties, message: { mid: 'm', is_echo: true, app_id: 1517776481860111 } };
    expect(readOne(event)).toMatchObject({ kind: 'echo', pageId: 'PAGE', psid: 'P' });
  });

  test('what the Page itself sent is an echo even when it does not say so', () => {
    const event = { sender: { id: 'PAGE' }, recipient: { id: 'P' }, timestamp: AT, message: { mid: 'm' } };
    expect(readOne(event)).toMatchObject({ kind: 'echo', pageId: 'PAGE', psid: 'P' });
  });

  test('a guest of the chat plugin has a user ref and no PSID', () => {
    const event = { sender: { user_ref: 'u' }, recipient: { id: 'PAGE' }, timestamp: AT, message: { mid: 'm' } };
    expect(readOne(event)).toMatchObject({ kind: 'message', psid: null, userRef: 'u' });
  });
});

describe('oddities of the wire', () => {
  test('ids past 2^53 keep their digits, as numbers too', () => {
    const body = `{"object":"page","entry":[{"id":9007199254740995,"messaging":[
      {"sender":{"id":9007199254740993},"recipient":{"id":9007199254740995},"message":{"mid":"m"}}]}]}`;
    expect(read(body)).toMatchObject([{ pageId: '9007199254740995', psid: '9007199254740993' }]);
  });

  test.each([
    [AT, AT],
    [String(AT), AT],
    [1_780_300_799, 1_780_300_799_000],
    ['1780300799', 1_780_300_799_000],
    ['soon', AT + 5],
    [null, AT + 5],
    [-1, AT + 5],
    [1e300, AT + 5],
    [99_999_999_999_999, AT + 5],
  ])('the time %j is read', (timestamp, expected) => {
    const entry = { id: 'PAGE', time: AT + 5, messaging: [{ ...people, timestamp, message: { mid: 'm' } }] };
    expect(read({ object: 'page', entry: [entry] })[0]?.occurredAt.getTime()).toBe(expected);
  });

  test('an event without any time happened when it was received', () => {
    const entry = { id: 'PAGE', messaging: [{ sender: { id: 'P' }, delivery: { watermark: 1 } }] };
    expect(read({ object: 'page', entry: [entry] })[0]?.occurredAt).toEqual(RECEIVED);
  });

  test.each([
    ['no entries', { object: 'page' }],
    ['null entries', { object: 'page', entry: null }],
    ['an empty list', { object: 'page', entry: [] }],
    ['an entry without lists', { object: 'page', entry: [{ id: 'PAGE', time: AT }] }],
    ['null lists', { object: 'page', entry: [{ id: 'PAGE', messaging: null, standby: null, changes: null }] }],
    ['null items', { object: 'page', entry: [null, { id: 'PAGE', messaging: [null] }] }],
  ])('%s hold no event', (_, body) => {
    expect(read(body)).toEqual([]);
  });

  test('single objects where lists belong are read', () => {
    const body = { object: 'page', entry: { id: 'PAGE', messaging: { ...people, message: { mid: 'm' } } } };
    expect(read(body)).toMatchObject([{ kind: 'message', psid: 'P' }]);
  });

  test('all lists of all entries are read, in order', () => {
    const message = (mid: string) => ({ ...people, message: { mid } });
    const changes = [{ field: 'feed', value: {} }];
    const first = { id: 'PAGE', messaging: [message('1'), message('2')], standby: [message('3')] };
    const body = { object: 'page', entry: [first, { id: 'OTHER', time: 1_508_962_606, changes }] };
    const kinds = read(body).map((event) => `${event.kind}${event.isStandby ? ' in standby' : ''}`);
    expect(kinds).toEqual(['message', 'message', 'message in standby', 'change']);
    expect(read(body)[3]).toMatchObject({ pageId: 'OTHER', occurredAt: new Date(1_508_962_606_000) });
  });

  test('tests of the dashboard belong to the page "0"', () => {
    const value = { sender: { id: '12334' }, recipient: { id: '23245' }, message: { mid: 'test' } };
    const change = {
      object: 'page',
      entry: [{ id: '0', time: 1_508_962_606, changes: [{ field: 'messages', value }] }],
    };
    expect(read(change)).toMatchObject([{ kind: 'change', pageId: '0', psid: null }]);
    expect(read({ object: 'page', entry: [{ id: '0', messaging: [value] }] })).toMatchObject([{ pageId: '0' }]);
    expect(read({ field: 'messages', value })).toMatchObject([{ pageId: '0' }]);
  });

  test.each([
    ['an unknown object', { object: 'whatsapp', entry: [{ id: '1', changes: [{ field: 'messages' }] }] }],
    ['an unknown list', { object: 'page', entry: [{ id: 'PAGE', future_list: [{ x: 1 }] }] }],
    ['an item that is no object', { object: 'page', entry: [{ id: 'PAGE', messaging: ['x'] }] }],
    ['an entry that is no object', { object: 'page', entry: [7] }],
    ['a body that is no object', [1, 2]],
  ])('%s is kept as unknown', (_, body) => {
    expect(read(body)).toMatchObject([{ kind: 'unknown' }]);
  });

  test('Instagram is told from Messenger', () => {
    const entry = [{ id: 'IG', messaging: [{ sender: { id: 'P' }, recipient: { id: 'IG' }, read: { mid: 'm' } }] }];
    expect(read({ object: 'instagram', entry })).toMatchObject([{ platform: 'instagram', kind: 'read_receipt' }]);
  });

  test('an id too long to be one counts as absent', () => {
    expect(readOne({ ...people, sender: { id: 'x'.repeat(5000) }, message: { mid: 'm' } })).toMatchObject({
      psid: null,
    });
  });
});
