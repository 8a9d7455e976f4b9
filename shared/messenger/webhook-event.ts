import { z } from 'zod';
import { MAX_REF_LENGTH } from '../ref.ts';
import { storable } from '../storable.ts';

/**
 * What the platform sends, in its own names: only what we read, and tolerant of everything else. A field of an unexpected
 * type counts as absent, so that one odd field never costs the event; the untouched event is always kept beside it.
 */

const MAX_ID_LENGTH = 200;

/** Present and of the expected type, or null. */
function maybe<T extends z.ZodType>(schema: T) {
  return schema.nullish().catch(null);
}

const textOrNumber = z.union([z.string(), z.number()]).transform((value) => storable(String(value)));
const Id = maybe(textOrNumber.refine((id) => id !== '' && id.length <= MAX_ID_LENGTH));
const Text = maybe(textOrNumber);
const RefText = maybe(textOrNumber.transform((ref) => ref.slice(0, MAX_REF_LENGTH)));
const Flag = maybe(z.boolean());
const Present = maybe(z.looseObject({}));

const Party = maybe(z.object({ id: Id, user_ref: Id }));

const Referral = maybe(z.object({ ref: RefText, source: Id, type: Id, ad_id: Id }));
export type WebhookReferral = z.infer<typeof Referral>;

const Optin = z.object({
  type: Id,
  ref: RefText,
  user_ref: Id,
  source: Id,
  message_request: Text,
  one_time_notif_token: Text,
  notification_messages_token: Text,
  notification_messages_status: Text,
});
export type WebhookOptin = z.infer<typeof Optin>;

/** One item of `messaging[]` or `standby[]`. */
export const WebhookEvent = z.object({
  sender: Party,
  recipient: Party,
  timestamp: Text,
  message: maybe(z.object({ mid: Text, is_echo: Flag, is_deleted: Flag, referral: Referral })),
  message_edit: maybe(z.object({ mid: Text, num_edit: Text })),
  postback: maybe(z.object({ mid: Text, payload: Text, referral: Referral })),
  referral: Referral,
  optin: maybe(Optin),
  account_linking: maybe(z.object({ status: Text, authorization_code: Text })),
  delivery: maybe(z.object({ watermark: Text })),
  read: maybe(z.object({ watermark: Text, mid: Text })),
  reaction: maybe(z.object({ mid: Text, action: Text })),
  pass_thread_control: Present,
  take_thread_control: Present,
  request_thread_control: Present,
  app_roles: Present,
  policy_enforcement: Present,
  messaging_feedback: Present,
  response_feedback: Present,
  order: Present,
});
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** The parts of one `entry[]` that are not events. */
export const WebhookEntry = z.object({ id: Id, time: Text });
export type WebhookEntry = z.infer<typeof WebhookEntry>;
