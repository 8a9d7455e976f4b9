import type { MessagingEvent } from './messaging-event.ts';

const FIELD_OF_KEY: readonly (readonly [key: string, field: string])[] = [
  ['message_edit', 'message_edits'],
  ['delivery', 'message_deliveries'],
  ['read', 'message_reads'],
  ['reaction', 'message_reactions'],
  ['postback', 'messaging_postbacks'],
  ['referral', 'messaging_referrals'],
  ['optin', 'messaging_optins'],
  ['account_linking', 'messaging_account_linking'],
  ['policy_enforcement', 'messaging_policy_enforcement'],
];

/** The field a Page must be subscribed to for this event to be sent; null for shapes the platform has no field for. */
export function subscriptionField(event: MessagingEvent): string | null {
  const message = event['message'];
  if (typeof message === 'object' && message !== null) return 'is_echo' in message ? 'message_echoes' : 'messages';
  return FIELD_OF_KEY.find(([key]) => key in event)?.[1] ?? null;
}
