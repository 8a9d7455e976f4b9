import { z } from 'zod';
import { Id, RefText, Text } from './webhook-field.ts';

/** Plugins and customer matching (without `type`), one-time and recurring notifications (with one). */
export const WebhookOptin = z.object({
  type: Id,
  ref: RefText,
  user_ref: Id,
  source: Id,
  message_request: Text,
  title: Text,
  payload: Text,
  one_time_notif_token: Text,
  notification_messages_token: Text,
  notification_messages_frequency: Text,
  notification_messages_timezone: Text,
  notification_messages_status: Text,
  notification_messages_topic: Text,
  user_token_status: Text,
  token_expiry_timestamp: Text,
});
export type WebhookOptin = z.infer<typeof WebhookOptin>;
