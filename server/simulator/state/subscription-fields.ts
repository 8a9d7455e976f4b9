/** The messaging fields a Page can be subscribed to. */
export const SUBSCRIPTION_FIELDS = [
  'messages',
  'message_echoes',
  'message_edits',
  'message_deliveries',
  'message_reads',
  'message_reactions',
  'messaging_postbacks',
  'messaging_referrals',
  'messaging_optins',
  'messaging_optouts',
  'messaging_account_linking',
  'messaging_handovers',
  'messaging_policy_enforcement',
  'messaging_feedback',
  'messaging_game_plays',
  'response_feedback',
  'send_cart',
  'standby',
  'feed',
  'inbox_labels',
] as const;

/** What a Page is subscribed to at first. `response_feedback` is left out: it puts thumbs under every message sent. */
export const DEFAULT_FIELDS = SUBSCRIPTION_FIELDS.filter((field) => field !== 'response_feedback');
