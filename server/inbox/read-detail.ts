import type {
  EventDetails,
  FeedbackDetail,
  HandoverDetail,
  NotificationOptInDetail,
  OptInDetail,
  ReactionDetail,
} from '../../shared/messenger/event-details.ts';
import type { EventKind } from '../../shared/messenger/messenger-event.ts';
import { WebhookChange, type WebhookEvent } from '../../shared/messenger/webhook-event.ts';
import type { WebhookItem } from './list-items.ts';
import { readInstant } from './read-instant.ts';
import { readMessageContent } from './read-message-content.ts';
import { maybeReferral, readReferral } from './read-referral.ts';

type Read<K extends EventKind> = (event: Partial<WebhookEvent>, item: WebhookItem) => EventDetails[K];

/** What each kind tells, in our words. */
const READERS: { readonly [K in EventKind]: Read<K> } = {
  message: (event) => ({
    ...readMessageContent(event.message),
    quickReplyPayload: event.message?.quick_reply?.payload ?? null,
    commands: (event.message?.commands ?? []).flatMap(({ name }) => name ?? []),
    referral: maybeReferral(event.message?.referral),
    answersUserRef: readAnswered(event),
  }),
  echo: ({ message }) => ({
    ...readMessageContent(message),
    sentByAppId: message?.app_id ?? null,
    metadata: message?.metadata ?? null,
    isDeleted: message?.is_deleted === true,
    isSelf: message?.is_self === true,
  }),
  message_edit: ({ message_edit: edit }) => ({
    mid: edit?.mid ?? null,
    text: edit?.text ?? null,
    edits: /^\d{1,9}$/.test(edit?.num_edit ?? '') ? Number(edit?.num_edit) : null,
  }),
  message_deleted: ({ message }) => ({ mid: message?.mid ?? null }),
  postback: (event) => ({
    mid: event.postback?.mid ?? null,
    title: event.postback?.title ?? null,
    payload: event.postback?.payload ?? null,
    referral: maybeReferral(event.postback?.referral),
    answersUserRef: readAnswered(event),
  }),
  referral: ({ referral }) => readReferral(referral),
  opt_in: readOptIn,
  notification_opt_in: readNotificationOptIn,
  account_linking: ({ account_linking: linking }) => ({
    status: linking?.status ?? null,
    authorizationCode: linking?.authorization_code ?? null,
  }),
  delivery_receipt: ({ delivery }) => ({ watermark: readInstant(delivery?.watermark), mids: delivery?.mids ?? [] }),
  read_receipt: ({ read }) => ({ watermark: readInstant(read?.watermark), mid: read?.mid ?? null }),
  reaction: readReaction,
  reaction_removed: readReaction,
  handover: readHandover,
  policy_enforcement: ({ policy_enforcement: policy }) => ({
    action: policy?.action ?? null,
    reason: policy?.reason ?? null,
  }),
  feedback: readFeedback,
  order: ({ order }) => ({
    note: order?.note ?? null,
    products: (order?.products ?? []).map((product) => ({
      id: product.id ?? null,
      retailerId: product.retailer_id ?? null,
      name: product.name ?? null,
      unitPrice: product.unit_price ?? null,
      currency: product.currency ?? null,
      quantity: product.quantity ?? null,
    })),
  }),
  change: (_, { raw }) => {
    const change = WebhookChange.parse(raw);
    return { field: change?.field ?? null, value: change?.value ?? null };
  },
  unknown: (_, { raw }) => ({ keys: namesIn(raw) }),
};

/** What an item tells beside who and when. Pure. */
export function readDetail<K extends EventKind>(kind: K, item: WebhookItem): EventDetails[K] {
  return READERS[kind](item.event ?? {}, item);
}

/** An answer to a checkbox names its `user_ref`; where it stands differs. */
function readAnswered({ prior_message: prior, message, postback }: Partial<WebhookEvent>): string | null {
  return (prior ?? message?.prior_message ?? postback?.prior_message)?.identifier ?? null;
}

function readOptIn({ optin }: Partial<WebhookEvent>): OptInDetail {
  const messageRequest = optin?.message_request ?? null;
  const via = messageRequest ? 'customer_matching' : optin?.user_ref ? 'checkbox' : 'button';
  return { via, ref: optin?.ref || null, messageRequest };
}

function readNotificationOptIn({ optin }: Partial<WebhookEvent>): NotificationOptInDetail {
  return {
    type: optin?.type ?? '',
    token: optin?.one_time_notif_token ?? optin?.notification_messages_token ?? null,
    tokenExpiresAt: readInstant(optin?.token_expiry_timestamp),
    tokenStatus: optin?.user_token_status ?? null,
    title: optin?.title ?? null,
    payload: optin?.payload ?? null,
    topic: optin?.notification_messages_topic ?? null,
    frequency: optin?.notification_messages_frequency ?? null,
    timezone: optin?.notification_messages_timezone ?? null,
    change: changeOf(optin?.notification_messages_status ?? ''),
    ref: optin?.ref || null,
    source: optin?.source ?? null,
  };
}

function changeOf(status: string): NotificationOptInDetail['change'] {
  if (/^stop\b/i.test(status)) return 'stopped';
  return /^resume\b/i.test(status) ? 'resumed' : null;
}

function readReaction({ reaction }: Partial<WebhookEvent>): ReactionDetail {
  return { mid: reaction?.mid ?? null, reaction: reaction?.reaction ?? null, emoji: reaction?.emoji ?? null };
}

function readHandover(event: Partial<WebhookEvent>): HandoverDetail {
  const control = event.pass_thread_control ?? event.take_thread_control;
  if (control) {
    return {
      action: event.pass_thread_control ? 'pass' : 'take',
      previousOwnerAppId: control.previous_owner_app_id ?? null,
      newOwnerAppId: control.new_owner_app_id ?? null,
      metadata: control.metadata ?? null,
    };
  }
  const { request_thread_control: request, app_roles: roles } = event;
  if (!request) return { action: 'app_roles', roles: Object.entries(roles ?? {}).map(toRole) };
  const requestedOwnerAppId = request.requested_owner_app_id ?? null;
  return { action: 'request', requestedOwnerAppId, metadata: request.metadata ?? null };
}

function toRole([appId, roles]: [string, string[]]): { appId: string; roles: string[] } {
  return { appId, roles };
}

function readFeedback({ messaging_feedback: form, response_feedback: thumb }: Partial<WebhookEvent>): FeedbackDetail {
  if (!form) return { form: 'thumb', mid: thumb?.mid ?? null, feedback: thumb?.feedback ?? null };
  const answers = form.feedback_screens.flatMap(({ screen_id: screenId, questions }) =>
    Object.entries(questions ?? {}).map(([questionId, answer]) => ({
      screenId: screenId ?? null,
      questionId,
      type: answer?.type ?? null,
      payload: answer?.payload ?? null,
      followUp: answer?.follow_up?.payload ?? null,
    })),
  );
  return { form: 'template', answers };
}

const MAX_NAMES = 20;
const MAX_NAME_LENGTH = 100;
const SAID_OF_ALL = new Set(['sender', 'recipient', 'timestamp']);

function namesIn(raw: unknown): string[] {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return [];
  const names = Object.keys(raw).filter((key) => !SAID_OF_ALL.has(key));
  return names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_NAME_LENGTH));
}
