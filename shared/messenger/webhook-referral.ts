import { z } from 'zod';
import { Flag, Id, maybe, RefText, Text } from './webhook-field.ts';

/** How somebody came: on its own, in a postback, or in the first message after an ad. */
export const WebhookReferral = z.object({
  ref: RefText,
  source: Id,
  type: Id,
  ad_id: Id,
  referer_uri: Text,
  is_guest_user: Flag,
  product: maybe(z.object({ id: Id })),
  ads_context_data: maybe(
    z.object({ ad_title: Text, photo_url: Text, video_url: Text, post_id: Id, product_id: Id, flow_id: Id }),
  ),
});
export type WebhookReferral = z.infer<typeof WebhookReferral>;
