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

const LISTS = [
  ['messaging', 'messaging'],
  ['standby', 'standby'],
  ['changes', 'change'],
] as const;
const TEST_ENTRY = '0';

/**
 * Walks through a parsed body and lists everything in it, in order. Missing lists, nulls and single objects where lists
 * belong are tolerated; what has no known form is listed whole, so that nothing is lost.
 * @param wanted the paths to read, of a body that has been listed before; all when left out
 */
export function listItems(body: unknown, wanted?: ReadonlySet<string>): WebhookItem[] {
  if (!isObject(body)) return body === null ? [] : [unknownItem('body', null, TEST_ENTRY, body)];
  const platform = platformOf(body['object']);
  if ('entry' in body)
    return asList(body['entry']).flatMap((entry, index) => listEntry(entry, index, platform, wanted));
  return Object.keys(body).some((key) => key !== 'object') ? [flatItem(body, platform)] : [];
}

/** The dashboard's samples are a bare change, without the envelope around it. */
function flatItem(body: Json, platform: WebhookItem['platform']): WebhookItem {
  const item = unknownItem('body', platform ?? 'messenger', TEST_ENTRY, body);
  return 'field' in body ? { ...item, channel: 'change' } : item;
}

function listEntry(
  entry: unknown,
  index: number,
  platform: WebhookItem['platform'],
  wanted: ReadonlySet<string> | undefined,
): WebhookItem[] {
  const path = String(index);
  if (!isObject(entry)) return entry === null ? [] : [unknownItem(path, platform, '', entry)];
  const { id, time } = WebhookEntry.parse(entry);
  const envelope: Envelope = { platform, entryId: id ?? '', entryTime: readInstant(time) };
  const items = LISTS.flatMap(([key, channel]) =>
    asList(entry[key]).flatMap((raw, at) => {
      const own = `${path}.${key}.${at}`;
      return wanted && !wanted.has(own) ? [] : toItem(envelope, channel, own, raw);
    }),
  );
  if (wanted && !wanted.has(path)) return items;
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

function platformOf(object: unknown): WebhookItem['platform'] {
  return object === 'page' ? 'messenger' : object === 'instagram' ? 'instagram' : null;
}

/** How many things a parsed body lists, without looking at them. */
export function countItems(body: unknown): number {
  if (!isObject(body)) return 1;
  return asList(body['entry']).reduce<number>((sum, entry) => sum + (isObject(entry) ? countEntry(entry) : 1), 0);
}

function countEntry(entry: Json): number {
  return Math.max(
    1,
    LISTS.reduce((sum, [key]) => sum + asList(entry[key]).length, 0),
  );
}

function asList(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
