import type { Random } from '../../base/random.ts';
import { drawBelow, shuffled } from '../state/draw.ts';
import type { Payload } from './compose-payload.ts';
import type { Faults } from './faults.ts';
import { isJsonObject, type JsonObject, mapObjects } from './map-objects.ts';

/** What chance and a list of notes are to the faults of one delivery. */
export interface Bending {
  readonly faults: Faults;
  readonly random: Random;
  /** Says in one sentence what a fault did. */
  note(sentence: string): void;
}

const TIME_KEYS = ['timestamp', 'time', 'watermark'];
const CAPTURED_ORDER = ['recipient', 'timestamp', 'sender'];
const OPTIONAL_KEYS = ['message', 'postback', 'referral', 'optin', 'delivery', 'read', 'reaction', 'account_linking'];
const OPTIONAL_INSIDE: Readonly<Record<string, readonly string[]>> = {
  message: ['attachments', 'quick_reply', 'reply_to', 'referral'],
  postback: ['referral'],
  optin: ['ref'],
  delivery: ['mids'],
};

/** Everything the faults do to the content of a body before it is serialised. */
export function bendPayload(payload: Payload, bending: Bending): Payload {
  const { faults, random, note } = bending;
  let bent = payload;
  const bend = (isOn: boolean, sentence: string, change: (from: Payload) => Payload): void => {
    if (!isOn) return;
    bent = change(bent);
    note(sentence);
  };
  bend(faults.unknownField, 'An event of a kind nobody knows was added.', (from) => addUnknown(from, random));
  bend(faults.bareEntry, 'An entry without any array was added.', addBareEntry);
  bend(faults.nullFields, 'Optional keys were set to null.', (from) =>
    mapEvents(from, (event) => addNulls(event, random)),
  );
  bend(faults.extraKeys, 'Every object got a key nobody knows.', (from) =>
    everyObject(from, (one) => addKey(one, random)),
  );
  bend(faults.timestamps !== 'milliseconds', `Times were written as ${faults.timestamps}.`, (from) =>
    everyObject(from, (one) => rewriteTimes(one, faults.timestamps)),
  );
  bend(faults.keyOrder === 'captured', 'Events began with recipient, timestamp, sender.', (from) =>
    mapEvents(from, capturedOrder),
  );
  bend(faults.keyOrder === 'shuffled', 'Keys were shuffled.', (from) =>
    everyObject(from, (one) => Object.fromEntries(shuffled(random, Object.entries(one)))),
  );
  return bent;
}

function everyObject(payload: Payload, change: (object: JsonObject) => JsonObject): Payload {
  const changed = mapObjects(payload, change);
  return isJsonObject(changed) ? changed : payload;
}

function entriesOf(payload: Payload): JsonObject[] {
  const { entry } = payload;
  return Array.isArray(entry) ? entry.filter(isJsonObject) : [];
}

function mapEvents(payload: Payload, change: (event: JsonObject) => JsonObject): Payload {
  if (!Array.isArray(payload['entry'])) return payload;
  const mapList = (value: unknown): unknown =>
    Array.isArray(value) ? value.map((item: unknown) => (isJsonObject(item) ? change(item) : item)) : value;
  const entry = entriesOf(payload).map((one) => ({
    ...one,
    ...('messaging' in one ? { messaging: mapList(one['messaging']) } : {}),
    ...('standby' in one ? { standby: mapList(one['standby']) } : {}),
  }));
  return { ...payload, entry };
}

function addUnknown(payload: Payload, random: Random): Payload {
  const entries = entriesOf(payload);
  const index = entries.findIndex((one) => Array.isArray(one['messaging']));
  const entry = entries[index];
  const messaging: unknown = entry?.['messaging'];
  if (!entry || !Array.isArray(messaging)) return payload;
  const [like] = messaging.filter(isJsonObject);
  const { sender, recipient, timestamp } = like ?? {};
  const unknown = { sender, recipient, timestamp, [`unheard_of_${random.code(4)}`]: { state: random.code(8) } };
  return { ...payload, entry: entries.with(index, { ...entry, messaging: [...messaging, unknown] }) };
}

function addBareEntry(payload: Payload): Payload {
  const entries = entriesOf(payload);
  const [like] = entries;
  return like ? { ...payload, entry: [{ id: like['id'], time: like['time'] }, ...entries] } : payload;
}

function addKey(object: JsonObject, random: Random): JsonObject {
  const values = [random.code(6), 17, null, true, { deeper: [random.code(3)] }];
  return { ...object, [`x_${random.code(5)}`]: values[drawBelow(random, values.length)] };
}

function addNulls(event: JsonObject, random: Random): JsonObject {
  const absent = OPTIONAL_KEYS.filter((key) => !(key in event));
  const key = absent[drawBelow(random, absent.length)];
  const inside = Object.entries(event).map(([name, value]) => {
    const optional = isJsonObject(value) ? (OPTIONAL_INSIDE[name] ?? []) : [];
    const nulls = optional.filter((one) => isJsonObject(value) && !(one in value)).map((one) => [one, null] as const);
    return [name, isJsonObject(value) ? { ...value, ...Object.fromEntries(nulls) } : value] as const;
  });
  return { ...Object.fromEntries(inside), ...(key === undefined ? {} : { [key]: null }) };
}

function capturedOrder(event: JsonObject): JsonObject {
  const first = CAPTURED_ORDER.filter((key) => key in event).map((key) => [key, event[key]] as const);
  return { ...Object.fromEntries(first), ...event };
}

/** Seconds stay what they are: only times that are milliseconds are divided. */
function rewriteTimes(object: JsonObject, as: Faults['timestamps']): JsonObject {
  const rewrite = (ms: number): number | string => {
    const value = as === 'strings' || ms < 1e11 ? ms : Math.floor(ms / 1000);
    return as === 'seconds' ? value : String(value);
  };
  const entries = Object.entries(object).map(
    ([key, value]) => [key, TIME_KEYS.includes(key) && typeof value === 'number' ? rewrite(value) : value] as const,
  );
  return Object.fromEntries(entries);
}
