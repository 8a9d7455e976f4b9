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
  'messenger_template_status_update',
  'marketing_messages_subscriber_upload_status',
  'calls',
  'call_permission_reply',
  'call_settings_update',
  'group_feed',
  'feed',
  'inbox_labels',
] as const;

/** The fields of an Instagram account: its reads are `messaging_seen`, its echoes ride on `messages`. */
export const INSTAGRAM_FIELDS = [
  'messages',
  'messaging_postbacks',
  'messaging_seen',
  'message_reactions',
  'messaging_referral',
  'messaging_optins',
  'messaging_handover',
  'standby',
  'comments',
] as const;

/** Further fields that a Page can be subscribed to; the simulator has no events of these. */
const SILENT_FIELDS = [
  'message_context',
  'message_mention',
  'messaging_appointments',
  'messaging_checkout_updates',
  'messaging_customer_information',
  'messaging_direct_sends',
  'messaging_fblogin_account_linking',
  'messaging_in_thread_lead_form_submit',
  'messaging_integrity',
  'messaging_payments',
  'messaging_pre_checkouts',
];

/** What a Page is subscribed to at first. `response_feedback` is left out: it puts thumbs under every message sent. */
export const DEFAULT_FIELDS = SUBSCRIPTION_FIELDS.filter((field) => field !== 'response_feedback');

/** What the app is subscribed to at first, per object: everything. An event needs the field here and at the Page. */
export const APP_FIELDS = { page: SUBSCRIPTION_FIELDS, instagram: INSTAGRAM_FIELDS } as const;

/** The fields there are for a Page or an account, and those it begins with. */
export function fieldsOf(platform: 'messenger' | 'instagram'): { all: readonly string[]; atFirst: readonly string[] } {
  if (platform === 'instagram') return { all: INSTAGRAM_FIELDS, atFirst: INSTAGRAM_FIELDS };
  return { all: [...SUBSCRIPTION_FIELDS, ...SILENT_FIELDS], atFirst: DEFAULT_FIELDS };
}
