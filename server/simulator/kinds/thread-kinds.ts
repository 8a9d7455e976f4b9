import { z } from 'zod';
import { PAGE_INBOX } from '../state/thread-owner.ts';
import { echoEvent, type MessagingEvent, pageEvent, personEvent } from '../webhook/messaging-event.ts';
import { defineKind, type EventKind, type KindContext } from './event-kind.ts';

const define = defineKind('page');
const OTHER_APP = '1204971638420117';

const text = z.string().default('Hello');
const mid = z.string().optional();

function echo(context: KindContext, parts: Readonly<Record<string, unknown>>): MessagingEvent {
  return echoEvent(context, { app_id: Number(context.appId), mid: context.mid, ...parts });
}

const ECHOES: readonly EventKind[] = [
  define('echo', {
    about: 'What the app sent, told back.',
    input: { text, metadata: z.string().optional() },
    build: (context, input) => echo(context, input),
  }),
  define('echo_inbox', {
    about: 'What somebody wrote in the Page Inbox.',
    input: { text },
    build: (context, input) => echo(context, { ...input, app_id: Number(PAGE_INBOX) }),
  }),
  define('echo_string_app', {
    about: 'An echo whose app id is a string, as documented.',
    input: { text },
    build: (context, input) => echo(context, { ...input, app_id: context.appId }),
  }),
  define('echo_template', {
    about: 'A template, told back.',
    build: (context) =>
      echo(context, {
        attachments: [
          {
            title: 'Tea',
            url: null,
            type: 'template',
            payload: {
              template_type: 'button',
              text: 'Tea?',
              buttons: [{ type: 'postback', title: 'Yes', payload: 'Y' }],
            },
          },
        ],
      }),
  }),
  define('echo_attachment', {
    about: 'A stored picture, told back: its id is a number here.',
    build: (context) =>
      echo(context, {
        attachments: [
          { type: 'image', payload: { url: context.mediaUrl('photo.svg'), attachment_id: 1_857_777_774_821_032 } },
        ],
      }),
  }),
  define('echo_fallback', {
    about: 'Something the platform cannot show, told back.',
    build: (context) => echo(context, { attachments: [{ type: 'fallback', payload: null }] }),
  }),
];

const RECEIPTS: readonly EventKind[] = [
  define('delivery', {
    about: 'The phone has the messages up to the watermark.',
    input: { mids: z.array(z.string()).optional(), watermark: z.number().optional() },
    build: (context, { mids, watermark }) =>
      personEvent(context, 'delivery', {
        mids: mids ?? [`m_${context.token()}`],
        watermark: watermark ?? context.at.getTime(),
      }),
  }),
  define('delivery_without_mids', {
    about: 'The same without ids of messages.',
    build: (context) => personEvent(context, 'delivery', { watermark: context.at.getTime() }),
  }),
  define('delivery_without_time', {
    about: 'The same without a timestamp, as documented; with seq, as in earlier years.',
    build: (context) => ({
      sender: { id: context.psid },
      recipient: { id: context.pageId },
      delivery: { mids: [`m_${context.token()}`], watermark: context.at.getTime(), seq: 37 },
    }),
  }),
  define('read', {
    about: 'The person has seen the messages up to the watermark.',
    input: { watermark: z.number().optional() },
    build: (context, { watermark }) => personEvent(context, 'read', { watermark: watermark ?? context.at.getTime() }),
  }),
];

function reaction(kind: string, about: string, action: string, parts: object): EventKind {
  return define(kind, {
    about,
    isAct: true,
    input: { mid },
    build: (context, input) =>
      personEvent(context, 'reaction', { ...parts, action, mid: input.mid ?? `m_${context.token()}` }),
  });
}

const CHANGES_OF_MESSAGES: readonly EventKind[] = [
  reaction('reaction', 'A heart.', 'react', { reaction: 'love', emoji: '\u2764\ufe0f' }),
  reaction('reaction_other', 'An emoji that has no name.', 'react', { reaction: 'other', emoji: '\u{1fad6}' }),
  reaction('reaction_removed', 'A reaction was taken back.', 'unreact', {}),
  define('edit', {
    about: 'A message was edited.',
    input: { mid, text, edits: z.number().default(1) },
    build: (context, input) =>
      personEvent(context, 'message_edit', {
        mid: input.mid ?? `m_${context.token()}`,
        text: input.text,
        num_edit: input.edits,
      }),
  }),
];

const HANDOVERS: readonly EventKind[] = [
  define('pass_thread_control', {
    about: 'Another app passed the thread to this one.',
    input: {
      from: z.string().nullable().default(PAGE_INBOX),
      to: z.string().optional(),
      metadata: z.string().optional(),
    },
    build: (context, { from, to, metadata }) =>
      personEvent(context, 'pass_thread_control', {
        previous_owner_app_id: from,
        new_owner_app_id: to ?? context.appId,
        metadata,
      }),
  }),
  define('take_thread_control', {
    about: 'Another app took the thread; it was idle unless "from" is given.',
    input: {
      from: z.string().nullable().default(null),
      to: z.string().default(OTHER_APP),
      metadata: z.string().optional(),
    },
    build: (context, { from, to, metadata }) =>
      personEvent(context, 'take_thread_control', { previous_owner_app_id: from, new_owner_app_id: to, metadata }),
  }),
  define('request_thread_control', {
    about: 'Another app asked for the thread; its id is a number.',
    input: { by: z.number().default(Number(OTHER_APP)), metadata: z.string().optional() },
    build: (context, { by, metadata }) =>
      personEvent(context, 'request_thread_control', { requested_owner_app_id: by, metadata }),
  }),
  define('app_roles', {
    about: 'The app became the primary receiver, as in the older protocol: no sender.',
    input: { role: z.string().default('primary_receiver') },
    build: (context, { role }) => pageEvent(context, 'app_roles', { [context.appId]: [role] }),
  }),
];

/** What happens in and around a thread after the person has come. */
export const THREAD_KINDS: readonly EventKind[] = [...ECHOES, ...RECEIPTS, ...CHANGES_OF_MESSAGES, ...HANDOVERS];
