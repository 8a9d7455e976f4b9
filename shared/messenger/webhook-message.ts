import { z } from 'zod';
import { Flag, Id, listOf, maybe, Num, Text } from './webhook-field.ts';
import { WebhookReferral } from './webhook-referral.ts';

const Product = z.object({ id: Id, retailer_id: Id, image_url: Text, title: Text, subtitle: Text });

/** What hangs on a message. Some kinds carry title and URL beside the payload, which may be null. */
export const WebhookAttachment = z.object({
  type: Id,
  title: Text,
  url: Text,
  payload: maybe(
    z.object({
      url: Text,
      title: Text,
      sticker_id: Id,
      attachment_id: Id,
      id: Id,
      reel_video_id: Id,
      ig_post_media_id: Id,
      coordinates: maybe(z.object({ lat: Num, long: Num })),
      booking_id: Id,
      status: Text,
      start_time: Text,
      end_time: Text,
      timezone: Text,
      product: maybe(z.object({ elements: listOf(Product) })),
    }),
  ),
});
export type WebhookAttachment = z.infer<typeof WebhookAttachment>;

/** The plugin's opt-in that an answer belongs to: the first event that names the person behind a `user_ref`. */
export const WebhookPriorMessage = z.object({ source: Id, identifier: Id });

/** A message of a person, or the echo of one of the Page. */
export const WebhookMessage = z.object({
  mid: Text,
  text: Text,
  is_echo: Flag,
  is_deleted: Flag,
  is_self: Flag,
  is_unsupported: Flag,
  app_id: Id,
  metadata: Text,
  quick_reply: maybe(z.object({ payload: Text })),
  reply_to: maybe(z.object({ mid: Text, is_self_reply: Flag, story: maybe(z.object({ id: Id, url: Text })) })),
  attachments: listOf(WebhookAttachment),
  commands: listOf(z.object({ name: Text })),
  referral: maybe(WebhookReferral),
  prior_message: maybe(WebhookPriorMessage),
});
export type WebhookMessage = z.infer<typeof WebhookMessage>;
