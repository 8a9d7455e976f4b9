import { z } from 'zod';
import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { graphId } from '../graph-id.ts';

/** Whom a message goes to: exactly one of them. */
export type Recipient =
  | { readonly psid: string }
  | { readonly userRef: string }
  | { readonly commentId: string }
  | { readonly postId: string }
  | { readonly oneTimeToken: string }
  | { readonly notificationMessagesToken: string };

/** A message in the platform's own form, or a sign such as "is typing": never both. */
export type SendContent =
  | { readonly message: Readonly<Record<string, unknown>>; readonly senderAction?: never }
  | { readonly senderAction: 'typing_on' | 'typing_off' | 'mark_seen'; readonly message?: never };

/** What is sent, and by what right. */
export type SendInput = SendContent & {
  readonly recipient: Recipient;
  readonly messagingType?: 'RESPONSE' | 'UPDATE' | 'MESSAGE_TAG' | 'UTILITY';
  /** With `MESSAGE_TAG`. */
  readonly tag?: string;
  readonly notificationType?: 'REGULAR' | 'SILENT_PUSH' | 'NO_PUSH';
  readonly personaId?: string;
  /** The message that this one answers. */
  readonly replyToMessageId?: string;
  /** Lets the thread go with the message; with an app, to that one. */
  readonly handOver?: { readonly type: 'pass' | 'release'; readonly appId?: string };
};

/** What the platform says about what was sent; null where it says nothing. */
export interface SentMessage {
  readonly recipientId: string | null;
  readonly messageId: string | null;
  readonly attachmentId: string | null;
}

const WIRE_RECIPIENTS: Readonly<Record<string, string>> = {
  psid: 'id',
  userRef: 'user_ref',
  commentId: 'comment_id',
  postId: 'post_id',
  oneTimeToken: 'one_time_notif_token',
  notificationMessagesToken: 'notification_messages_token',
};

/** The platform fetches an attachment before it answers, for up to 75 seconds. */
const ATTACHMENT_TIMEOUT_MS = 85_000;

const ids = z.object({
  recipient_id: graphId.nullish(),
  message_id: z.string().nullish(),
  attachment_id: graphId.nullish(),
});
const nested = z.object({ id: graphId.nullish(), message_id: z.string().nullish() });
// Documents of some templates show the ids nested, which may be a slip: both are read.
const answer = ids.extend({ recipient: nested.nullish() }).refine((found) => {
  return Boolean(found.recipient_id ?? found.message_id ?? found.attachment_id ?? found.recipient);
});

/**
 * Sends a message or a sign to one person. Never repeated: the platform has no way to recognise a repetition, and
 * `isAmbiguous` in the error says whether it may have arrived.
 * @param caller with the Page's token
 * @throws {GraphError}
 * @see https://developers.facebook.com/docs/messenger-platform/reference/send-api
 */
export async function sendMessage(ctx: Ctx, caller: GraphCaller, input: SendInput): Promise<SentMessage> {
  const hasAttachment =
    input.message !== undefined && ('attachment' in input.message || 'attachments' in input.message);
  const found = await callGraph(ctx, caller, {
    name: 'sendMessage',
    method: 'POST',
    path: ['me', 'messages'],
    body: bodyOf(input),
    answer,
    isRepeatable: false,
    ...(hasAttachment ? { timeoutMs: ATTACHMENT_TIMEOUT_MS } : {}),
  });
  return {
    recipientId: found.recipient_id ?? found.recipient?.id ?? null,
    messageId: found.message_id ?? found.recipient?.message_id ?? null,
    attachmentId: found.attachment_id ?? null,
  };
}

function bodyOf(input: SendInput): Record<string, unknown> {
  const { handOver, replyToMessageId } = input;
  return {
    recipient: toWireRecipient(input.recipient),
    message: input.message,
    sender_action: input.senderAction,
    messaging_type: input.messagingType,
    tag: input.tag,
    notification_type: input.notificationType,
    persona_id: input.personaId,
    reply_to: replyToMessageId === undefined ? undefined : { mid: replyToMessageId },
    thread_control: handOver && { control_type: handOver.type, app_id: handOver.appId },
  };
}

function toWireRecipient(recipient: Recipient): Record<string, string> {
  return Object.fromEntries(Object.entries(recipient).map(([name, value]) => [WIRE_RECIPIENTS[name] ?? name, value]));
}
