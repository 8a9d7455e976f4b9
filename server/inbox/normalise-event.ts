import type { ArrivalClue, EventFrame, EventKind, MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import { WebhookChange, WebhookChangeTime, type WebhookEvent } from '../../shared/messenger/webhook-event.ts';
import type { WebhookReferral } from '../../shared/messenger/webhook-referral.ts';
import { DAY } from '../base/clock.ts';
import type { WebhookItem } from './list-items.ts';
import { readDetail } from './read-detail.ts';
import { readInstant } from './read-instant.ts';

type Without<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;

/** An event in our words, before it is stored. */
export type NormalisedEvent = Without<MessengerEvent, 'id' | 'appId' | 'raw'>;

/** How far the platform's clock may be ahead of ours. */
const AHEAD_MS = 2 * DAY;

/** Which key on an event says what it is; the first that is there counts. */
const KIND_BY_KEY: readonly (readonly [keyof WebhookEvent, EventKind])[] = [
  ['message', 'message'],
  ['message_edit', 'message_edit'],
  ['postback', 'postback'],
  ['optin', 'opt_in'],
  ['referral', 'referral'],
  ['account_linking', 'account_linking'],
  ['delivery', 'delivery_receipt'],
  ['read', 'read_receipt'],
  ['reaction', 'reaction'],
  ['pass_thread_control', 'handover'],
  ['take_thread_control', 'handover'],
  ['request_thread_control', 'handover'],
  ['app_roles', 'handover'],
  ['policy_enforcement', 'policy_enforcement'],
  ['messaging_feedback', 'feedback'],
  ['response_feedback', 'feedback'],
  ['order', 'order'],
];

/** Puts one item of a delivery into our words. Pure: the same item always gives the same event. */
export function normaliseEvent(item: WebhookItem, receivedAt: Date): NormalisedEvent {
  const { pageId, psid, isFromPage } = partiesOf(item);
  const kind = kindOf(item, isFromPage);
  const isStandby = item.channel === 'standby';
  const { event } = item;
  return asEvent(kind, item, {
    platform: item.platform ?? 'messenger',
    pageId,
    psid: psid === pageId ? null : psid, // an account that writes to itself is no person
    userRef: event?.sender?.user_ref ?? event?.optin?.user_ref ?? event?.recipient?.user_ref ?? null,
    occurredAt: [ownTime(item), item.entryTime].find((time) => isPlausible(time, receivedAt)) ?? receivedAt,
    isFromPage,
    isStandby,
    arrival: event && !isStandby ? arrivalOf(kind, event) : null,
  });
}

/** A time far ahead would outlive everything that really comes later. */
function isPlausible(time: Date | null, receivedAt: Date): time is Date {
  return time !== null && time.getTime() < receivedAt.getTime() + AHEAD_MS;
}

/** `readDetail` answers the detail of the very kind, which TypeScript cannot follow. */
function asEvent(kind: EventKind, item: WebhookItem, frame: Omit<EventFrame, 'id' | 'appId' | 'raw'>): NormalisedEvent {
  return { ...frame, kind, detail: readDetail(kind, item) } as NormalisedEvent;
}

/** The event's own time; null where it has none. */
export function ownTime({ channel, event, raw }: WebhookItem): Date | null {
  if (channel !== 'change') return readInstant(event?.timestamp);
  const change = WebhookChangeTime.parse(WebhookChange.parse(raw)?.value);
  return readInstant(change?.timestamp ?? change?.created_time);
}

interface Parties {
  readonly pageId: string;
  readonly psid: string | null;
  readonly isFromPage: boolean;
}

/** Who is the Page and who the person: echoes come from the Page, and in very old samples the other way round. */
function partiesOf({ event, entryId }: WebhookItem): Parties {
  const sender = event?.sender?.id ?? null;
  const recipient = event?.recipient?.id ?? null;
  const isSentByPage = sender !== null && sender === entryId && recipient !== entryId;
  const isEcho = event?.message?.is_echo === true && recipient !== entryId;
  if (entryId === '0') return { pageId: '0', psid: sender, isFromPage: false };
  if (isSentByPage || isEcho) return { pageId: sender ?? entryId, psid: recipient, isFromPage: true };
  return { pageId: recipient ?? entryId, psid: sender, isFromPage: event?.message?.is_echo === true };
}

function kindOf({ event, channel, platform }: WebhookItem, isFromPage: boolean): EventKind {
  if (platform === null) return 'unknown';
  if (channel === 'change') return 'change';
  const kind = KIND_BY_KEY.find(([key]) => event?.[key])?.[1] ?? 'unknown';
  if (kind === 'message' && (isFromPage || event?.message?.is_echo)) return 'echo';
  if (kind === 'message' && event?.message?.is_deleted) return 'message_deleted';
  if (kind === 'reaction' && event?.reaction?.action === 'unreact') return 'reaction_removed';
  if (kind === 'opt_in' && event?.optin?.type) return 'notification_opt_in';
  return kind;
}

function arrivalOf(kind: EventKind, event: WebhookEvent): ArrivalClue | null {
  if (kind === 'opt_in') return event.optin?.message_request ? null : clueOf(event.optin, null);
  if (kind === 'notification_opt_in') return event.optin?.ref ? clueOf(event.optin, null) : null;
  if (kind === 'postback') {
    const referral = event.postback?.referral ?? event.referral;
    return referral ? clueOf(referral, true) : null;
  }
  if (kind === 'referral') return clueOf(event.referral, false);
  const inMessage = kind === 'message' ? (event.message?.referral ?? event.referral) : null;
  return inMessage && saysHow(inMessage) ? clueOf(inMessage, null) : null;
}

/** A message about a product carries a referral too, which says nothing of how the person came. */
function saysHow({ ref, source, ad_id: adId }: WebhookReferral): boolean {
  return Boolean(ref || source || adId);
}

type ClueSource = { readonly [Key in 'ref' | 'source' | 'ad_id']?: string | null | undefined } | null | undefined;

function clueOf(from: ClueSource, isNewThread: boolean | null): ArrivalClue {
  return { ref: from?.ref || null, source: from?.source ?? null, adId: from?.ad_id ?? null, isNewThread };
}
