import { z } from 'zod';
import { adReferral, type MessagingEvent, personEvent } from '../webhook/messaging-event.ts';
import { defineKind, type EventKind, type KindContext } from './event-kind.ts';
import { ReferralInput } from './referral-input.ts';

const define = defineKind('page');
const LIKE = 369_239_263_222_822;

const text = z.string().default('Hello');

function message(context: KindContext, parts: Readonly<Record<string, unknown>>): MessagingEvent {
  return personEvent(context, 'message', { mid: context.mid, ...parts });
}

function attachmentKind(
  kind: string,
  about: string,
  build: (context: KindContext) => object | readonly object[],
  parts: object = {},
): EventKind {
  return define(kind, {
    about,
    isAct: true,
    build: (context) => message(context, { ...parts, attachments: [build(context)].flat() }),
  });
}

function media(type: string, file: string): (context: KindContext) => object {
  return (context) => ({ type, payload: { url: context.mediaUrl(file) } });
}

const ATTACHMENTS: readonly EventKind[] = [
  attachmentKind('message_image', 'A picture.', media('image', 'photo.svg')),
  attachmentKind('message_images', 'Two pictures in one message.', (context) => [
    media('image', 'photo.svg')(context),
    media('image', 'sticker.svg')(context),
  ]),
  attachmentKind('message_audio', 'A voice message.', media('audio', 'voice.wav')),
  attachmentKind('message_video', 'A video.', media('video', 'clip.mp4')),
  attachmentKind('message_file', 'A file.', media('file', 'order.txt')),
  attachmentKind('message_location', 'A place, in the older form.', () => ({
    type: 'location',
    title: "Ada's location",
    payload: { coordinates: { lat: 51.4779, long: -0.0015 } },
  })),
  attachmentKind(
    'message_fallback',
    'A shared address: text and a fallback.',
    () => ({ type: 'fallback', payload: { url: 'https://example.com/tea/', title: 'Tea' } }),
    { text: 'https://example.com/tea/' },
  ),
  attachmentKind('message_fallback_bare', 'A fallback whose payload is null.', () => ({
    type: 'fallback',
    payload: null,
  })),
  attachmentKind('message_product', 'A shared product.', () => ({
    type: 'template',
    payload: { product: { elements: [{ id: '4471', retailer_id: 'teapot', title: 'Stone teapot', subtitle: '€48' }] } },
  })),
  ...(['reel', 'ig_reel'] as const).map((type) =>
    attachmentKind(`message_${type}`, 'A shared reel.', (context) => ({
      type,
      payload: { url: context.mediaUrl('clip.mp4'), title: 'Brewing', reel_video_id: '17930000000000017' },
    })),
  ),
  ...(['post', 'ig_post'] as const).map((type) =>
    attachmentKind(`message_${type}`, 'A shared post.', (context) => ({
      type,
      payload: { id: '17930000000000019', url: context.mediaUrl('photo.svg'), title: 'New in' },
    })),
  ),
  attachmentKind('message_appointment', 'A booked appointment.', () => ({
    type: 'appointment_booking',
    payload: {
      booking_id: '771200',
      status: 'CONFIRMED',
      start_time: 1_790_000_000,
      end_time: 1_790_003_600,
      timezone: 'Europe/Paris',
    },
  })),
  attachmentKind('message_sticker', 'A sticker, as since August 2026.', (context) => ({
    type: 'sticker',
    payload: { url: context.mediaUrl('sticker.svg'), sticker_id: 144_884_865_685_780 },
  })),
  attachmentKind('message_sticker_old', 'A sticker, as until May 2026: a picture with an id.', (context) => ({
    type: 'image',
    payload: { url: context.mediaUrl('sticker.svg'), sticker_id: 144_884_865_685_780 },
  })),
  attachmentKind('message_sticker_both', 'A sticker, as in summer 2026: both forms.', (context) =>
    ['image', 'sticker'].map((type) => ({
      type,
      payload: { url: context.mediaUrl('sticker.svg'), sticker_id: 144_884_865_685_780 },
    })),
  ),
  attachmentKind('message_like', 'The thumb.', (context) => ({
    type: 'sticker',
    payload: { url: context.mediaUrl('like.svg'), sticker_id: LIKE },
  })),
  attachmentKind('message_unknown_attachment', 'An attachment of a type nobody knows.', () => ({
    type: 'hologram',
    payload: { depth: 3 },
  })),
];

/** Everything that comes under `messages` from a person. */
export const MESSAGE_KINDS: readonly EventKind[] = [
  define('message', { about: 'Text.', isAct: true, input: { text }, build: message }),
  define('message_quick_reply', {
    about: 'A tapped quick reply.',
    isAct: true,
    input: { text: z.string().default('Green'), payload: z.string().default('PICK_GREEN') },
    build: (context, input) => message(context, { text: input.text, quick_reply: { payload: input.payload } }),
  }),
  define('message_reply', {
    about: 'An answer to a certain message.',
    isAct: true,
    input: { text, replyTo: z.string().optional(), isSelfReply: z.boolean().default(false) },
    build: (context, { text: said, replyTo, isSelfReply }) =>
      message(context, {
        text: said,
        reply_to: { mid: replyTo ?? `m_${context.token()}`, is_self_reply: isSelfReply },
      }),
  }),
  ...ATTACHMENTS,
  define('message_product_referral', {
    about: 'Text about a product of the shop.',
    isAct: true,
    input: { text },
    build: (context, input) => message(context, { ...input, referral: { product: { id: '4471' } } }),
  }),
  define('message_referral', {
    about: 'The first message after an ad.',
    isAct: true,
    input: { text, ...ReferralInput.shape, source: z.string().default('ADS') },
    build: (context, { text: said, ...referral }) => message(context, { text: said, referral }),
  }),
  define('message_ad', {
    about: 'The first message after an ad, with all the ad tells.',
    isAct: true,
    input: { text, ref: z.string().optional(), adId: z.string().default('23850000000000017') },
    build: (context, input) =>
      message(context, { text: input.text, referral: adReferral({ id: input.adId, title: 'Autumn teas' }, input.ref) }),
  }),
  define('message_commands', {
    about: 'Text with a command.',
    isAct: true,
    input: { text: z.string().default('/flights') },
    build: (context, input) => message(context, { ...input, commands: [{ name: 'flights' }] }),
  }),
  define('message_deleted', {
    about: 'A message was unsent.',
    build: (context) => message(context, { is_deleted: true }),
  }),
  define('message_old_keys', {
    about: 'Text with keys of earlier versions: seq, nlp, tags.',
    isAct: true,
    input: { text },
    build: (context, input) =>
      message(context, { ...input, seq: 4711, nlp: { entities: {} }, tags: { source: 'customer_chat_plugin' } }),
  }),
  define('message_prior', {
    about: 'The first answer after the checkbox plugin.',
    isAct: true,
    input: { text, userRef: z.string().default('u-1') },
    build: (context, input) => ({
      ...message(context, { text: input.text }),
      prior_message: { source: 'checkbox_plugin', identifier: input.userRef },
    }),
  }),
];
