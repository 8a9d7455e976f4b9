import type { WebhookEvent } from '../../shared/messenger/webhook-event.ts';
import { sha256 } from '../base/crypto/hash.ts';
import type { WebhookItem } from './list-items.ts';
import { type NormalisedEvent, ownTime } from './normalise-event.ts';
import { readInstant } from './read-instant.ts';

type Fact = string | number | boolean | null | undefined;

/**
 * What makes an event the same event when it comes again, in the same or in another delivery. Scoped to the Page; what
 * another app sees in standby is a fact of its own. Pure.
 */
export function dedupeKey(item: WebhookItem, event: NormalisedEvent): string {
  const facts = (item.event && factsOf(item.event, item, event)) ?? contentOf(item, event);
  return sha256(JSON.stringify([item.platform, event.pageId, event.kind, event.isStandby, ...facts]));
}

/**
 * The facts that identify an event of its kind; null where they are missing, so that its whole content counts. The payload of
 * a tap that has an id is none of them: only the app that made the button is told it, nothing reacts to it, and two events of
 * one tap would record its arrival twice.
 */
function factsOf(raw: WebhookEvent, item: WebhookItem, event: NormalisedEvent): Fact[] | null {
  const who = [event.psid, event.userRef];
  const at = timeOf(item);
  switch (event.kind) {
    case 'message':
    case 'echo':
    case 'message_deleted':
      return messageFacts(raw, [...who, at]);
    case 'message_edit':
      return editFacts(raw, at);
    case 'postback':
      return raw.postback?.mid ? [raw.postback.mid] : [...who, at, raw.postback?.payload];
    case 'referral':
      return [...who, at, raw.referral?.ref, raw.referral?.ad_id];
    case 'opt_in':
    case 'notification_opt_in':
      return [...who, at, ...optinFacts(raw)];
    case 'account_linking':
      return [...who, at, raw.account_linking?.status, raw.account_linking?.authorization_code];
    case 'delivery_receipt':
      return raw.delivery?.watermark ? [...who, raw.delivery.watermark] : null;
    case 'read_receipt':
      return raw.read?.watermark || raw.read?.mid ? [...who, raw.read.watermark, raw.read.mid] : null;
    case 'reaction':
    case 'reaction_removed':
      return raw.reaction?.mid ? [raw.reaction.mid, ...who, raw.reaction.action, at] : null;
    case 'handover':
      return [...who, at, HANDOVERS.find((key) => raw[key]), raw.app_roles ? canonical(raw.app_roles) : null];
    case 'policy_enforcement':
      return [at, raw.policy_enforcement?.action, raw.policy_enforcement?.reason];
    default:
      return null;
  }
}

const HANDOVERS = ['pass_thread_control', 'take_thread_control', 'request_thread_control', 'app_roles'] as const;

function messageFacts({ message }: WebhookEvent, who: Fact[]): Fact[] | null {
  if (!message) return null;
  const isDeleted = message.is_deleted === true;
  return message.mid ? [message.mid, isDeleted] : [...who, isDeleted, lasting(message)];
}

/** What stays of a message without an id when it is sent again: its files get new addresses, and counters run on. */
function lasting({ text, quick_reply: reply, attachments }: NonNullable<WebhookEvent['message']>): string {
  const files = attachments.map(({ type, payload }) => [type, payload?.sticker_id, payload?.url?.split('?')[0]]);
  return JSON.stringify([text, reply?.payload, files]);
}

function editFacts({ message_edit: edit }: WebhookEvent, at: number | null): Fact[] | null {
  if (!edit?.mid) return null;
  return edit.num_edit ? [edit.mid, edit.num_edit] : [edit.mid, at, edit.text];
}

function optinFacts({ optin }: WebhookEvent): Fact[] {
  const token = optin?.one_time_notif_token ?? optin?.notification_messages_token;
  return [optin?.type, optin?.ref, token, optin?.notification_messages_status];
}

function contentOf(item: WebhookItem, event: NormalisedEvent): Fact[] {
  const at = item.channel === 'change' ? (ownTime(item) ?? item.entryTime)?.getTime() : timeOf(item);
  return [event.psid, event.userRef, at, canonical(withoutTime(item.raw))];
}

/** The event's own time, else that of its entry: both stay the same when it is sent again. */
function timeOf(item: WebhookItem): number | null {
  return (readInstant(item.event?.timestamp) ?? item.entryTime)?.getTime() ?? null;
}

/** The time is a fact of its own, however it is written. */
function withoutTime(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([key]) => key !== 'timestamp'));
}

/** The value as text, whatever the order of its keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const pairs = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
