import { describe, expect, test } from 'vitest';
import { dedupeKey } from '../../server/inbox/dedupe-key.ts';
import { listItems } from '../../server/inbox/list-items.ts';
import { normaliseEvent } from '../../server/inbox/normalise-event.ts';

const people = { sender: { id: 'P' }, recipient: { id: 'PAGE' }, timestamp: 1_780_300_799_870 };

function keyOf(event: object, envelope: { id?: string; time?: number; list?: string; object?: string } = {}): string {
  const { id = 'PAGE', time = 1_780_300_800_123, list = 'messaging', object = 'page' } = envelope;
  const [item] = listItems({ object, entry: [{ id, time, [list]: [event] }] });
  if (!item) throw new Error('no item');
  return dedupeKey(item, normaliseEvent(item, new Date(0)));
}

const events = {
  message: { ...people, message: { mid: 'm_1', text: 'hi' } },
  unsend: { ...people, message: { mid: 'm_1', is_deleted: true } },
  echo: { sender: { id: 'PAGE' }, recipient: { id: 'P' }, timestamp: 1, message: { mid: 'm_1', is_echo: true } },
  edit: { ...people, message_edit: { mid: 'm_1', text: 'ho', num_edit: 1 } },
  'second edit': { ...people, message_edit: { mid: 'm_1', text: 'ha', num_edit: 2 } },
  postback: { ...people, postback: { mid: 'm_1', payload: 'A' } },
  'old postback': { ...people, postback: { payload: 'A' } },
  'other old postback': { ...people, postback: { payload: 'B' } },
  referral: { ...people, referral: { ref: 'r' } },
  'referral with another ref': { ...people, referral: { ref: 's' } },
  'referral of an ad': { ...people, referral: { ref: 'r', ad_id: '1' } },
  'opt-in': { ...people, optin: { ref: 'r' } },
  'opt-in of a checkbox': {
    recipient: people.recipient,
    timestamp: people.timestamp,
    optin: { ref: 'r', user_ref: 'u' },
  },
  'other opt-in of a checkbox': {
    recipient: people.recipient,
    timestamp: people.timestamp,
    optin: { ref: 'r', user_ref: 'v' },
  },
  notification: { ...people, optin: { type: 'one_time_notif_req', one_time_notif_token: '1' } },
  'other notification': { ...people, optin: { type: 'one_time_notif_req', one_time_notif_token: '2' } },
  link: { ...people, account_linking: { status: 'linked', authorization_code: 'c' } },
  unlink: { ...people, account_linking: { status: 'unlinked' } },
  delivery: { ...people, delivery: { watermark: 5 } },
  read: { ...people, read: { watermark: 5 } },
  'later read': { ...people, read: { watermark: 6 } },
  reaction: { ...people, reaction: { mid: 'm_1', action: 'react' } },
  'taken back reaction': { ...people, reaction: { mid: 'm_1', action: 'unreact' } },
  pass: { ...people, pass_thread_control: { new_owner_app_id: 1 } },
  take: { ...people, take_thread_control: { new_owner_app_id: 1 } },
  policy: { recipient: people.recipient, timestamp: people.timestamp, policy_enforcement: { action: 'block' } },
  unknown: { ...people, game_play: { score: 1 } },
  'other unknown': { ...people, game_play: { score: 2 } },
};

describe('what makes an event the same event', () => {
  test('different facts have different keys', () => {
    const keys = Object.values(events).map((event) => keyOf(event));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each(Object.entries(events))(
    '%s has the same key when it comes again, with its keys in another order',
    (_, event) => {
      const reversed = Object.fromEntries(Object.entries(event).toReversed());
      expect(keyOf(reversed, { time: 1_780_300_899_999 })).toBe(keyOf(event));
    },
  );

  test.each(Object.entries(events))('%s of another Page has another key', (_, event) => {
    const text = JSON.stringify(event).replaceAll('"PAGE"', '"OTHER"');
    expect(keyOf(JSON.parse(text), { id: 'OTHER' })).not.toBe(keyOf(event));
  });

  test('a time counts the same as number, as text, and in seconds', () => {
    const at = (timestamp: unknown) => keyOf({ ...events.referral, timestamp });
    expect(at('1780300799000')).toBe(at(1_780_300_799_000));
    expect(at('1780300799')).toBe(at(1_780_300_799_000));
    expect(at(1_780_300_799_001)).not.toBe(at(1_780_300_799_000));
  });

  test('a message is recognised by its id alone, whatever else changed', () => {
    expect(keyOf({ ...events.message, timestamp: 1, message: { mid: 'm_1' } })).toBe(keyOf(events.message));
  });

  test('a tap that has an id counts once, whether an app is told its payload or not', () => {
    const { payload: _, ...bare } = events.postback.postback;
    expect(keyOf({ ...events.postback, postback: bare })).toBe(keyOf(events.postback));
  });

  test('what another app sees in standby is not taken for the message itself', () => {
    expect(keyOf(events.message, { list: 'standby' })).not.toBe(keyOf(events.message));
  });

  test('an event without a time of its own goes by that of its entry', () => {
    const { timestamp: _, ...timeless } = events.referral;
    expect(keyOf(timeless, { time: 1_780_300_800_001 })).not.toBe(keyOf(timeless, { time: 1_780_300_800_002 }));
    expect(keyOf(timeless, { time: 1_780_300_800_001 })).toBe(keyOf(timeless, { time: 1_780_300_800_001 }));
  });
});
