import { z } from 'zod';
import { INSTAGRAM_INBOX } from '../state/thread-owner.ts';
import { echoEvent, type MessagingEvent, personEvent } from '../webhook/messaging-event.ts';
import { defineKind, type EventKind, type KindContext } from './event-kind.ts';
import { ReferralInput } from './referral-input.ts';

const define = defineKind('instagram');
const text = z.string().default('Hello');
const mid = z.string().optional();

function message(context: KindContext, parts: Readonly<Record<string, unknown>>): MessagingEvent {
  return personEvent(context, 'message', { mid: context.mid, ...parts });
}

function attachment(kind: string, about: string, type: string, file: string | null): EventKind {
  return define(kind, {
    about,
    isAct: true,
    build: (context) => {
      const payload = file === null ? {} : { payload: { url: context.mediaUrl(file) } };
      return message(context, { attachments: [{ type, ...payload }] });
    },
  });
}

const MESSAGES: readonly EventKind[] = [
  define('ig_message', { about: 'Text.', isAct: true, input: { text }, build: message }),
  define('ig_quick_reply', {
    about: 'A tapped quick reply.',
    isAct: true,
    input: { text: z.string().default('Green'), payload: z.string().default('PICK_GREEN') },
    build: (context, input) => message(context, { text: input.text, quick_reply: { payload: input.payload } }),
  }),
  define('ig_reply', {
    about: 'An answer to a certain message.',
    isAct: true,
    input: { text, replyTo: mid },
    build: (context, input) =>
      message(context, { text: input.text, reply_to: { mid: input.replyTo ?? `m_${context.token()}` } }),
  }),
  define('ig_story_reply', {
    about: 'An answer to a story.',
    isAct: true,
    input: { text },
    build: (context, input) =>
      message(context, {
        ...input,
        reply_to: { story: { url: context.mediaUrl('photo.svg'), id: '17930000000000021' } },
      }),
  }),
  attachment('ig_image', 'A picture.', 'image', 'photo.svg'),
  attachment('ig_audio', 'A voice message.', 'audio', 'voice.wav'),
  attachment('ig_video', 'A video.', 'video', 'clip.mp4'),
  attachment('ig_file', 'A file.', 'file', 'order.txt'),
  attachment('ig_share', 'A shared post, as until April 2026.', 'share', 'photo.svg'),
  attachment('ig_post', 'A shared post.', 'ig_post', 'photo.svg'),
  attachment('ig_reel', 'A shared reel.', 'ig_reel', 'clip.mp4'),
  attachment('ig_reel_old', 'A shared reel under its other name.', 'reel', 'clip.mp4'),
  attachment('ig_story_mention', 'A mention in a story.', 'story_mention', 'photo.svg'),
  attachment('ig_ephemeral', 'Something that vanishes: without an address.', 'ephemeral', null),
  define('ig_unsupported', {
    about: 'Something the API cannot tell.',
    isAct: true,
    build: (context) => message(context, { is_unsupported: true }),
  }),
  define('ig_deleted', { about: 'A message was unsent.', build: (context) => message(context, { is_deleted: true }) }),
  define('ig_message_referral', {
    about: 'The first message after an ig.me link or an ad.',
    isAct: true,
    input: { text, ...ReferralInput.shape },
    build: (context, { text: said, ...referral }) => message(context, { text: said, referral }),
  }),
];

const OTHERS: readonly EventKind[] = [
  define('ig_echo', {
    about: 'What the app sent, told back under "messages".',
    input: { text },
    build: (context, input) => echoEvent(context, { app_id: Number(context.appId), mid: context.mid, ...input }),
  }),
  define('ig_echo_inbox', {
    about: 'What somebody wrote in the Instagram inbox.',
    input: { text },
    build: (context, input) => echoEvent(context, { app_id: Number(INSTAGRAM_INBOX), mid: context.mid, ...input }),
  }),
  define('ig_echo_self', {
    about: 'A message of the account to itself.',
    input: { text },
    build: (context, input) => echoEvent(context, { is_self: true, mid: context.mid, ...input }),
  }),
  define('ig_seen', {
    about: 'A message was seen: with its mid, without a watermark.',
    input: { mid },
    build: (context, input) => personEvent(context, 'read', { mid: input.mid ?? `m_${context.token()}` }),
  }),
  ...(['react', 'unreact'] as const).map((action) =>
    define(`ig_reaction_${action}`, {
      about: action === 'react' ? 'A heart.' : 'The heart was taken back.',
      isAct: true,
      input: { mid },
      build: (context, input) => {
        const what = action === 'react' ? { reaction: 'love', emoji: '\u2764\ufe0f' } : {};
        return personEvent(context, 'reaction', { mid: input.mid ?? `m_${context.token()}`, action, ...what });
      },
    }),
  ),
  define('ig_postback', {
    about: 'A tapped ice breaker, with the ref of an ig.me link if there was one.',
    isAct: true,
    input: {
      title: z.string().default('Do you ship?'),
      payload: z.string().default('ASK_SHIPPING'),
      referral: ReferralInput.optional(),
    },
    build: (context, input) => personEvent(context, 'postback', { mid: context.mid, ...input }),
  }),
  define('ig_referral', {
    about: 'An ig.me link opened in a thread that exists.',
    isAct: true,
    input: { ...ReferralInput.shape, source: z.string().default('IGME-SOURCE-LINK') },
    build: (context, input) => personEvent(context, 'referral', input),
  }),
  define('ig_pass_thread_control', {
    about: 'The inbox passed the thread to this app.',
    build: (context) =>
      personEvent(context, 'pass_thread_control', {
        previous_owner_app_id: INSTAGRAM_INBOX,
        new_owner_app_id: context.appId,
      }),
  }),
  define('ig_comment', {
    about: 'A comment, among the changes of an entry.',
    place: 'changes',
    build: (context) => ({
      field: 'comments',
      value: { id: '17930000000000023', text: 'Lovely', from: { id: context.psid, username: 'ada' } },
    }),
  }),
];

/** Everything that comes with the object `instagram`. */
export const INSTAGRAM_KINDS: readonly EventKind[] = [...MESSAGES, ...OTHERS];
