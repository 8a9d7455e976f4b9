import type { MessagingEvent } from './messaging-event.ts';
import type { Update } from './update.ts';

const FIELD_OF_KEY: readonly (readonly [key: string, field: string, onInstagram: string | null])[] = [
  ['message_edit', 'message_edits', null],
  ['delivery', 'message_deliveries', null],
  ['read', 'message_reads', 'messaging_seen'],
  ['reaction', 'message_reactions', 'message_reactions'],
  ['postback', 'messaging_postbacks', 'messaging_postbacks'],
  ['referral', 'messaging_referrals', 'messaging_referral'],
  ['optin', 'messaging_optins', 'messaging_optins'],
  ['account_linking', 'messaging_account_linking', null],
  ['pass_thread_control', 'messaging_handovers', 'messaging_handover'],
  ['take_thread_control', 'messaging_handovers', 'messaging_handover'],
  ['request_thread_control', 'messaging_handovers', 'messaging_handover'],
  ['app_roles', 'messaging_handovers', 'messaging_handover'],
  ['policy_enforcement', 'messaging_policy_enforcement', null],
  ['messaging_feedback', 'messaging_feedback', null],
  ['response_feedback', 'response_feedback', null],
  ['order', 'send_cart', null],
  ['game_play', 'messaging_game_plays', null],
];

/** The field that must be subscribed for this update to be sent; null for shapes the platform has no field for. */
export function subscriptionField({ object, place, item }: Pick<Update, 'object' | 'place' | 'item'>): string | null {
  if (place === 'changes' || place === 'body') return typeof item['field'] === 'string' ? item['field'] : null;
  const message = item['message'];
  if (typeof message === 'object' && message !== null) return messageField(object, message);
  const row = FIELD_OF_KEY.find(([key]) => key in item);
  return row?.[object === 'page' ? 1 : 2] ?? null;
}

/** Instagram's echoes ride on `messages`. */
function messageField(object: Update['object'], message: object): string {
  return 'is_echo' in message && object === 'page' ? 'message_echoes' : 'messages';
}

const IN_STANDBY = ['message', 'read', 'delivery', 'postback'];

/** The event as an app in standby gets it, without a postback's payload; null for kinds that are not told there. */
export function standbyItem(item: MessagingEvent): MessagingEvent | null {
  return IN_STANDBY.some((key) => key in item) ? withoutPayload(item) : null;
}

/** The event as an app gets it that did not make the button which was tapped. */
export function withoutPayload(item: MessagingEvent): MessagingEvent {
  const { postback } = item;
  if (typeof postback !== 'object' || postback === null) return item;
  return { ...item, postback: Object.fromEntries(Object.entries(postback).filter(([key]) => key !== 'payload')) };
}
