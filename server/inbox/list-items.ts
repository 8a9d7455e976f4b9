import { WebhookEntry, WebhookEvent } from '../../shared/messenger/webhook-event.ts';
import { readInstant } from './read-instant.ts';

/** One thing that a delivery tells, with what its envelope says about it. */
export interface WebhookItem {
  /** Where in the body it stands, such as `0.messaging.2`. */
  readonly path: string;
  /** null: an object of the platform we do not know. */
  readonly platform: 'messenger' | 'instagram' | null;
  readonly channel: 'messaging' | 'standby' | 'change' | 'other';
  readonly entryId: string;
  readonly entryTime: Date | null;
  /** What we read of it; null unless it came as a messaging event. */
  readonly event: WebhookEvent | null;
  /** As the platform sent it. */
  readonly raw: unknown;
}

type Json = Readonly<Record<string, unknown>>;
type Envelope = Pick<WebhookItem, 'platform' | 'entryId' | 'entryTime'>;

const PLATFORMS: Readonly<Record<string, WebhookItem['platform']>> = { page: 'messenger', instagram: 'instagram' };
const LISTS = [
  ['messaging', 'messaging'],
  ['standby', 'standby'],
  ['changes', 'change'],
] as const;
const TEST_ENTRY = '0';

/**
 * Walks through a parsed body and lists everything in it, in order. Missing lists, nulls and single objects where lists
 * belong are tolerated; what has no known form is listed whole, so that nothing is lost.
 */
export function listItems(body: unknown): WebhookItem[] {
  if (!isObject(body)) return body === null ? [] : [unknownItem('body', null, TEST_ENTRY, body)];
  const platform = PLATFORMS[String(body['object'])] ?? null;
  if ('entry' in body) return asList(body['entry']).flatMap((entry, index) => listEntry(entry, index, platform));
  return Object.keys(body).some((key) => key !== 'object') ? [flatItem(body, platform)] : [];
}

/** The dashboard's samples are a bare change, without the envelope around it. */
function flatItem(body: Json, platform: WebhookItem['platform']): WebhookItem {
  const item = unknownItem('body', platform ?? 'messenger', TEST_ENTRY, body);
  return 'field' in body ? { ...item, channel: 'change' } : item;
}

function listEntry(entry: unknown, index: number, platform: WebhookItem['platform']): WebhookItem[] {
  const path = String(index);
  if (!isObject(entry)) return entry === null ? [] : [unknownItem(path, platform, '', entry)];
  const { id, time } = WebhookEntry.parse(entry);
  const envelope: Envelope = { platform, entryId: id ?? '', entryTime: readInstant(time) };
  const items = LISTS.flatMap(([key, channel]) =>
    asList(entry[key]).flatMap((raw, at) => toItem(envelope, channel, `${path}.${key}.${at}`, raw)),
  );
  const extra = Object.keys(entry).some((key) => !['id', 'time', 'messaging', 'standby', 'changes'].includes(key));
  if (items.length > 0 || !extra) return items;
  const channel = 'field' in entry ? 'change' : 'other';
  return [{ ...envelope, path, channel, event: null, raw: entry }];
}

function toItem(envelope: Envelope, channel: WebhookItem['channel'], path: string, raw: unknown): WebhookItem[] {
  if (raw === null) return [];
  if (channel === 'change' || isChange(raw)) return [{ ...envelope, path, channel: 'change', event: null, raw }];
  return [{ ...envelope, path, channel, event: isObject(raw) ? WebhookEvent.parse(raw) : null, raw }];
}

/** The reference and the dashboard print some events in the form of a change, wherever they stand. */
function isChange(raw: unknown): boolean {
  return isObject(raw) && 'field' in raw && 'value' in raw;
}

function unknownItem(path: string, platform: WebhookItem['platform'], entryId: string, raw: unknown): WebhookItem {
  return { path, platform, entryId, entryTime: null, channel: 'other', event: null, raw };
}

function asList(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
