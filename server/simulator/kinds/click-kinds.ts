import { z } from 'zod';
import { adReferral, optinEvent, pageEvent, personEvent } from '../webhook/messaging-event.ts';
import { defineKind, type EventKind } from './event-kind.ts';
import { ReferralInput } from './referral-input.ts';

const define = defineKind('page');
const GET_STARTED = { title: z.string().default('Get Started'), payload: z.string().default('GET_STARTED') };

const POSTBACKS: readonly EventKind[] = [
  define('postback', {
    about: 'A tap on Get Started or another button.',
    isAct: true,
    input: { ...GET_STARTED, referral: ReferralInput.optional() },
    build: (context, input) => personEvent(context, 'postback', { mid: context.mid, ...input }),
  }),
  define('postback_ad', {
    about: 'Get Started after an ad.',
    isAct: true,
    input: { ...GET_STARTED, ref: z.string().optional(), adId: z.string().default('23850000000000017') },
    build: (context, { ref, adId, ...postback }) => {
      const referral = adReferral({ id: adId, title: 'Autumn teas' }, ref);
      return personEvent(context, 'postback', { mid: context.mid, ...postback, referral });
    },
  }),
  define('postback_without_mid', {
    about: 'A tap, as before 2021: without a mid.',
    isAct: true,
    input: GET_STARTED,
    build: (context, input) => personEvent(context, 'postback', input),
  }),
  define('postback_without_payload', {
    about: 'A tap on a button of another app, as standby tells it.',
    input: { title: GET_STARTED.title },
    place: 'standby',
    build: (context, input) => personEvent(context, 'postback', { mid: context.mid, ...input }),
  }),
  define('postback_dashboard', {
    about: 'A tap in the flat shape of the reference page: field and value, seconds as a string.',
    place: 'body',
    input: GET_STARTED,
    build: (context, input) => ({
      field: 'messaging_postbacks',
      value: {
        sender: { user_ref: `u-${context.token()}` },
        recipient: { id: context.pageId },
        timestamp: String(Math.floor(context.at.getTime() / 1000)),
        postback: { mid: context.mid, ...input },
      },
    }),
  }),
];

const REFERRALS: readonly EventKind[] = [
  define('referral', {
    about: 'A link opened in a thread that exists.',
    isAct: true,
    input: ReferralInput.shape,
    build: (context, input) => personEvent(context, 'referral', input),
  }),
  define('referral_ad', {
    about: 'An ad opened in a thread that exists.',
    isAct: true,
    input: { ref: z.string().optional(), adId: z.string().default('23850000000000017') },
    build: (context, { ref, adId }) =>
      personEvent(context, 'referral', adReferral({ id: adId, title: 'Autumn teas' }, ref)),
  }),
  define('referral_code', {
    about: 'A Messenger code that was scanned, as in earlier years.',
    isAct: true,
    input: { ...ReferralInput.shape, source: z.string().default('MESSENGER_CODE') },
    build: (context, input) => personEvent(context, 'referral', input),
  }),
  define('referral_guest', {
    about: 'A guest of the former chat plugin: a user_ref instead of an id.',
    input: { ref: z.string().optional(), userRef: z.string().default('guest-1') },
    build: (context, { ref, userRef }) => ({
      ...personEvent(context, 'referral', {
        ref,
        source: 'CUSTOMER_CHAT_PLUGIN',
        type: 'OPEN_THREAD',
        referer_uri: 'https://shop.example.com/tea/',
        is_guest_user: true,
      }),
      sender: { user_ref: userRef },
    }),
  }),
];

const NOTIFICATION = {
  payload: z.string().default('EXTRA'),
  title: z.string().default('Weekly deals'),
  topic: z.string().optional(),
  ref: z.string().optional(),
  source: z.string().optional(),
};

function notificationOptin(kind: string, about: string, parts: object): EventKind {
  return define(kind, {
    about,
    input: NOTIFICATION,
    build: (context, { topic, ...input }) => ({
      ...personEvent(context, 'optin', {
        type: 'notification_messages',
        ...input,
        notification_messages_token: context.token(),
        notification_messages_timezone: 'Europe/Paris',
        notification_messages_topic: topic,
        token_expiry_timestamp: context.at.getTime() + 270 * 86_400_000,
        user_token_status: 'NOT_REFRESHED',
        ...parts,
      }),
      timestamp: String(context.at.getTime()),
    }),
  });
}

const OPTINS: readonly EventKind[] = [
  define('optin', {
    about: 'The Send to Messenger button.',
    isAct: true,
    input: { ref: z.string().optional() },
    build: (context, { ref }) => optinEvent(context, ref),
  }),
  define('optin_user_ref', {
    about: 'The checkbox plugin: no sender.',
    input: { userRef: z.string().default('u-1'), ref: z.string().optional() },
    build: (context, { ref, userRef }) => pageEvent(context, 'optin', { ref, user_ref: userRef }),
  }),
  define('optin_message_request', {
    about: 'An accepted request after customer matching, as in earlier years.',
    isAct: true,
    input: { ref: z.string().optional() },
    build: (context, input) => personEvent(context, 'optin', { message_request: 'accept', ...input }),
  }),
  define('optin_one_time', {
    about: 'A one-time notification was asked for.',
    input: { payload: z.string().default('BACK_IN_STOCK_12') },
    build: (context, { payload }) =>
      personEvent(context, 'optin', { type: 'one_time_notif_req', payload, one_time_notif_token: context.token() }),
  }),
  notificationOptin('optin_notification', 'Marketing messages were agreed to.', {}),
  notificationOptin('optin_notification_frequency', 'The same before 2023: with a frequency.', {
    notification_messages_frequency: 'WEEKLY',
  }),
  notificationOptin('optin_notification_stop', 'Marketing messages were stopped.', {
    notification_messages_status: 'STOP NOTIFICATIONS',
  }),
  notificationOptin('optin_notification_resume', 'Marketing messages were taken up again.', {
    notification_messages_status: 'RESUME NOTIFICATIONS',
  }),
  notificationOptin('optin_notification_link', 'Marketing messages were agreed to through an m.me/rn link.', {
    source: 'SHORTLINK',
    notification_messages_topic: 'deals',
  }),
];

/** Everything a click on the way into a thread comes back as. */
export const CLICK_KINDS: readonly EventKind[] = [...POSTBACKS, ...REFERRALS, ...OPTINS];
