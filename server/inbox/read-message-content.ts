import type { Attachment, Booking, MessageContent, ReplyTo } from '../../shared/messenger/message-content.ts';
import type { WebhookAttachment, WebhookMessage } from '../../shared/messenger/webhook-message.ts';
import { readInstant } from './read-instant.ts';
import { readUrlExpiry } from './read-url-expiry.ts';

type Payload = WebhookAttachment['payload'];

/** What a message holds, in our words; of one that is missing everything is null. */
export function readMessageContent(message: WebhookMessage | null | undefined): MessageContent {
  return {
    mid: message?.mid ?? null,
    text: message?.text ?? null,
    attachments: withoutTwins((message?.attachments ?? []).map(readAttachment)),
    replyTo: readReplyTo(message?.reply_to),
    isUnsupported: message?.is_unsupported === true,
  };
}

function readAttachment({ type, title, url, payload }: WebhookAttachment): Attachment {
  const address = payload?.url ?? url ?? null;
  const stickerId = payload?.sticker_id ?? null;
  return {
    type: stickerId ? 'sticker' : (type ?? 'unknown'),
    url: address,
    urlExpiresAt: readUrlExpiry(address),
    title: payload?.title ?? title ?? null,
    stickerId,
    objectId: payload?.reel_video_id ?? payload?.ig_post_media_id ?? payload?.attachment_id ?? payload?.id ?? null,
    coordinates: readCoordinates(payload),
    booking: readBooking(payload),
    products: (payload?.product?.elements ?? []).map((product) => ({
      id: product.id ?? null,
      retailerId: product.retailer_id ?? null,
      title: product.title ?? null,
      subtitle: product.subtitle ?? null,
      imageUrl: product.image_url ?? null,
    })),
  };
}

/** While stickers changed from images to a type of their own, one sticker came in both forms at once. */
function withoutTwins(attachments: readonly Attachment[]): readonly Attachment[] {
  const stickers = new Set<string>();
  return attachments.filter(({ stickerId }) => {
    const isTwin = stickerId !== null && stickers.has(stickerId);
    if (stickerId !== null) stickers.add(stickerId);
    return !isTwin;
  });
}

function readCoordinates(payload: Payload): Attachment['coordinates'] {
  const { lat, long } = payload?.coordinates ?? {};
  return typeof lat === 'number' && typeof long === 'number' ? { latitude: lat, longitude: long } : null;
}

function readBooking(payload: Payload): Booking | null {
  if (!payload?.booking_id) return null;
  return {
    id: payload.booking_id,
    status: payload.status ?? null,
    startsAt: readMoment(payload.start_time),
    endsAt: readMoment(payload.end_time),
    timezone: payload.timezone ?? null,
  };
}

/** A number like all of the platform's times, or ISO 8601. */
function readMoment(text: string | null | undefined): Date | null {
  const at = readInstant(text) ?? new Date(text && /^\d{4}-\d\d-\d\dT/.test(text) ? text : Number.NaN);
  return Number.isNaN(at.getTime()) ? null : at;
}

function readReplyTo(to: WebhookMessage['reply_to']): ReplyTo | null {
  if (!to) return null;
  const story = to.story ? { id: to.story.id ?? null, url: to.story.url ?? null } : null;
  return { mid: to.mid ?? null, story, isSelfReply: to.is_self_reply === true };
}
