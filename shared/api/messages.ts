import { z } from 'zod';
import { Instant, ListQuery } from './list.ts';
import { text } from './text.ts';

/**
 * What the platform takes. It does not say in which unit it counts; these are UTF-16 code units, of which a text never has
 * fewer than characters, so that whatever fits here fits in either unit.
 */
export const MESSAGE_LIMITS = {
  text: 2000,
  textWithButtons: 640,
  quickReplies: 13,
  buttons: 3,
  title: 20,
  payload: 1000,
} as const;

/** Payloads of our own questions begin with it: whoever could send them could answer for a person. */
export const RESERVED_PAYLOAD = 'threadtie:';

const ADDRESS = /^(https:\/\/[^\s/?#@\\]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?)([/?#]\S*)?$/i;

/** An address a button may open. Plain http is for this machine alone, where the simulator runs. */
const ButtonUrl = z
  .string()
  .max(2000)
  .regex(ADDRESS, 'Expected an https address without user and password.')
  .overwrite((url) => url.toWellFormed());

/** The schema's own limit counts characters, of which some have two units. */
function unitText(max: number) {
  return text(max).refine(({ length }) => length <= max, `Expected at most ${max} UTF-16 code units.`);
}

const titleText = unitText(MESSAGE_LIMITS.title).min(1);
const payloadText = unitText(MESSAGE_LIMITS.payload);

export const QuickReply = z
  .object({
    title: titleText,
    payload: payloadText.describe('Comes back when it is tapped. May be empty where there is an image.'),
    imageUrl: ButtonUrl.optional(),
  })
  .refine(({ payload, imageUrl }) => payload !== '' || imageUrl !== undefined, {
    path: ['payload'],
    message: 'Only a quick reply with an image may have an empty payload.',
  });
export type QuickReply = z.infer<typeof QuickReply>;

export const Button = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('url'),
    title: titleText,
    url: ButtonUrl,
    webviewHeight: z.enum(['compact', 'tall', 'full']).optional(),
  }),
  z.object({ type: z.literal('postback'), title: titleText, payload: payloadText.min(1) }),
  z.object({ type: z.literal('account_link'), url: ButtonUrl.describe('Where people sign in.') }),
  z.object({ type: z.literal('account_unlink') }),
]);
export type Button = z.infer<typeof Button>;

const CONTENT = {
  text: unitText(MESSAGE_LIMITS.text).refine((words) => words.trim() !== '', 'A message needs a text.'),
  quickReplies: z.array(QuickReply).min(1).max(MESSAGE_LIMITS.quickReplies).optional(),
  buttons: z.array(Button).min(1).max(MESSAGE_LIMITS.buttons).optional(),
} as const;

interface Content {
  readonly text: string;
  readonly quickReplies?: readonly QuickReply[] | undefined;
  readonly buttons?: readonly Button[] | undefined;
}

function checkTogether({ text: words, quickReplies, buttons }: Content, ctx: z.core.$RefinementCtx): void {
  const object = (path: string, message: string): void => void ctx.addIssue({ code: 'custom', path: [path], message });
  if (quickReplies && buttons) object('quickReplies', 'A message has either quick replies or buttons.');
  if (buttons && words.length > MESSAGE_LIMITS.textWithButtons) {
    object('text', `Above buttons a text has ${MESSAGE_LIMITS.textWithButtons} characters at most.`);
  }
}

/** What is said: a text, below which stand quick replies or buttons. */
export const MessageContent = z.object(CONTENT).superRefine(checkTogether);
export type MessageContent = z.infer<typeof MessageContent>;

/** What a message is for: a site's own words, a question of linking, or something a person has to be told. */
export const MESSAGE_PURPOSES = ['api', 'linking', 'notice'] as const;
export type MessagePurpose = (typeof MESSAGE_PURPOSES)[number];

/** Where a message stands; the first two are not final, and `unknown` can still become `sent`. */
export const MESSAGE_STATUSES = ['queued', 'sending', 'sent', 'failed', 'refused', 'unknown'] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** The reasons to write outside of the window that are still alive. */
export const MESSAGE_TAGS = ['HUMAN_AGENT'] as const;
export type MessageTag = (typeof MESSAGE_TAGS)[number];

/** Why a message is not sent: before it is tried, and after. A closed set. */
export const MESSAGE_REASONS = [
  'content_invalid',
  'page_unknown',
  'page_broken',
  'thread_unknown',
  'person_unreachable',
  'thread_owned_by_other_app',
  'window_closed',
  'message_expired',
  'platform_refused',
  'platform_unreachable',
  'outcome_unknown',
] as const;
export type MessageReason = (typeof MESSAGE_REASONS)[number];

export const PostMessageBody = z
  .object({
    pageId: text(100).min(1),
    psid: text(100).min(1),
    siteId: text(100).optional().describe('In whose name; a key of one site always speaks for its own.'),
    ...CONTENT,
    tag: z
      .enum(MESSAGE_TAGS)
      .optional()
      .describe('Written by a human being: allows 7 days instead of 24 hours, if the app may use it.'),
    idempotencyKey: text(200)
      .min(1)
      .optional()
      .describe('The same key again answers the first message. The header Idempotency-Key says the same.'),
  })
  .superRefine(checkTogether);
export type PostMessageBody = z.infer<typeof PostMessageBody>;

export const Message = z.object({
  id: z.string(),
  siteId: z.string().nullable(),
  pageId: z.string(),
  psid: z.string(),
  purpose: z.enum(MESSAGE_PURPOSES).describe('`api`: the site asked for it; the others say what the server needs to.'),
  text: z.string(),
  quickReplies: z.array(QuickReply).optional(),
  buttons: z.array(Button).optional(),
  status: z
    .enum(MESSAGE_STATUSES)
    .describe('`refused`: never tried. `unknown`: it may have arrived, and is not sent again by itself.'),
  reason: z
    .object({
      code: z.enum(MESSAGE_REASONS),
      message: z.string(),
      hint: z.string(),
      changesAt: Instant.nullable().describe('When it changes by itself; null: it does not, or nobody knows when.'),
    })
    .nullable(),
  messagingType: z.string().nullable().describe('By what right it was sent.'),
  tag: z.enum(MESSAGE_TAGS).nullable(),
  mid: z.string().nullable().describe("The platform's id of it."),
  attempts: z.number().int().describe('How often the platform was called.'),
  createdAt: Instant,
  sendingAt: Instant.nullable(),
  settledAt: Instant.nullable().describe('Since when the status is final.'),
  echoedAt: Instant.nullable().describe('When the platform told us of it as said in the thread.'),
  deliveredAt: Instant.nullable().describe('It was delivered by then.'),
  readAt: Instant.nullable().describe('It was read by then.'),
});
export type Message = z.infer<typeof Message>;

export const ListMessagesQuery = ListQuery.extend({
  pageId: z.string().max(100).optional(),
  psid: z.string().max(100).optional(),
  siteId: z.string().max(100).optional(),
  status: z.enum(MESSAGE_STATUSES).optional(),
});
export type ListMessagesQuery = z.infer<typeof ListMessagesQuery>;
