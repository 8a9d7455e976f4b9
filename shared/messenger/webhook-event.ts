import { z } from 'zod';
import { WebhookMessagingFeedback, WebhookOrder, WebhookResponseFeedback } from './webhook-feedback.ts';
import { Id, listOf, maybe, Text } from './webhook-field.ts';
import {
  WebhookAppRoles,
  WebhookPolicyEnforcement,
  WebhookThreadControl,
  WebhookThreadRequest,
} from './webhook-handover.ts';
import { WebhookMessage, WebhookPriorMessage } from './webhook-message.ts';
import { WebhookOptin } from './webhook-optin.ts';
import { WebhookReferral } from './webhook-referral.ts';

/**
 * What the platform sends, in its own names: every kind for Pages and Instagram, tolerant of everything else. A field of an
 * unexpected type counts as absent; the untouched event is always kept beside it.
 */

const Party = maybe(z.object({ id: Id, user_ref: Id }));

/** One item of `messaging[]` or `standby[]`. Which of the keys behind the timestamp is there says what it is. */
export const WebhookEvent = z.object({
  sender: Party,
  recipient: Party,
  timestamp: Text,
  message: maybe(WebhookMessage),
  message_edit: maybe(z.object({ mid: Text, text: Text, num_edit: Text })),
  postback: maybe(
    z.object({
      mid: Text,
      title: Text,
      payload: Text,
      referral: maybe(WebhookReferral),
      prior_message: maybe(WebhookPriorMessage),
    }),
  ),
  referral: maybe(WebhookReferral),
  optin: maybe(WebhookOptin),
  account_linking: maybe(z.object({ status: Text, authorization_code: Text })),
  delivery: maybe(z.object({ watermark: Text, mids: listOf(z.string()) })),
  read: maybe(z.object({ watermark: Text, mid: Text })),
  reaction: maybe(z.object({ mid: Text, action: Text, reaction: Text, emoji: Text })),
  pass_thread_control: maybe(WebhookThreadControl),
  take_thread_control: maybe(WebhookThreadControl),
  request_thread_control: maybe(WebhookThreadRequest),
  app_roles: maybe(WebhookAppRoles),
  policy_enforcement: maybe(WebhookPolicyEnforcement),
  messaging_feedback: maybe(WebhookMessagingFeedback),
  response_feedback: maybe(WebhookResponseFeedback),
  order: maybe(WebhookOrder),
  prior_message: maybe(WebhookPriorMessage),
});
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** One item of `changes[]`, and the form of the dashboard's tests. */
export const WebhookChange = maybe(z.object({ field: Id, value: z.unknown().optional() }));

/** The time a change tells of itself, where it does. */
export const WebhookChangeTime = maybe(z.object({ timestamp: Text, created_time: Text }));

/** The parts of one `entry[]` that are not events. */
export const WebhookEntry = z.object({ id: Id, time: Text });
export type WebhookEntry = z.infer<typeof WebhookEntry>;
