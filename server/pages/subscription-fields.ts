/**
 * What a Page and its app are subscribed to, so that every kind of event we know arrives. `response_feedback` is left out for
 * good: it puts thumbs under every message that is sent.
 */
export const PAGE_FIELDS = [
  'messages',
  'messaging_postbacks',
  'messaging_optins',
  'messaging_referrals',
  'messaging_account_linking',
  'message_deliveries',
  'message_reads',
  'message_echoes',
  'message_edits',
  'message_reactions',
  'messaging_handovers',
  'messaging_policy_enforcement',
  'messaging_feedback',
  'send_cart',
  'standby',
] as const;

/** The same for an Instagram account: its reads are `messaging_seen`, its echoes ride on `messages`. */
export const INSTAGRAM_FIELDS = [
  'messages',
  'messaging_postbacks',
  'messaging_optins',
  'messaging_referral',
  'messaging_seen',
  'message_reactions',
  'messaging_handover',
  'standby',
] as const;

/** What the platform calls the kind of thing that a Page of ours is. */
export type SubscribedObject = 'page' | 'instagram';

/** The object a platform's events belong to. */
export function objectOf(platform: 'messenger' | 'instagram'): SubscribedObject {
  return platform === 'instagram' ? 'instagram' : 'page';
}

/** The fields that an object needs. */
export function fieldsOf(object: SubscribedObject): readonly string[] {
  return object === 'instagram' ? INSTAGRAM_FIELDS : PAGE_FIELDS;
}
