import type { MessageContent, Referral } from './message-content.ts';

/** What is told of an event beside who and when, by its kind. Ids are opaque strings, what was left out is null. */
export interface EventDetails {
  readonly message: MessageDetail;
  readonly echo: EchoDetail;
  readonly message_edit: { readonly mid: string | null; readonly text: string | null; readonly edits: number | null };
  readonly message_deleted: { readonly mid: string | null };
  readonly postback: PostbackDetail;
  readonly referral: Referral;
  readonly opt_in: OptInDetail;
  readonly notification_opt_in: NotificationOptInDetail;
  readonly account_linking: { readonly status: string | null; readonly authorizationCode: string | null };
  /** Everything sent before the watermark was delivered, and these messages at least. */
  readonly delivery_receipt: { readonly watermark: Date | null; readonly mids: readonly string[] };
  /** Everything sent up to the watermark was read; Instagram names the message instead. */
  readonly read_receipt: { readonly watermark: Date | null; readonly mid: string | null };
  readonly reaction: ReactionDetail;
  readonly reaction_removed: ReactionDetail;
  readonly handover: HandoverDetail;
  readonly policy_enforcement: { readonly action: string | null; readonly reason: string | null };
  readonly feedback: FeedbackDetail;
  readonly order: OrderDetail;
  readonly change: { readonly field: string | null; readonly value: unknown };
  /** The names that might say what it is. */
  readonly unknown: { readonly keys: readonly string[] };
}

/** A message of the person. */
export interface MessageDetail extends MessageContent {
  readonly quickReplyPayload: string | null;
  readonly commands: readonly string[];
  readonly referral: Referral | null;
  /** The checkbox this answers to: from here on, whom its `user_ref` meant is known. */
  readonly answersUserRef: string | null;
}

/** A message of the Page, whoever sent it. */
export interface EchoDetail extends MessageContent {
  /** The app that sent it; the Page inbox is an app too. */
  readonly sentByAppId: string | null;
  /** What was given along when it was sent. */
  readonly metadata: string | null;
  readonly isDeleted: boolean;
  /** An Instagram account wrote to itself. */
  readonly isSelf: boolean;
}

/** A tap on a button; in standby the payload is never told. */
export interface PostbackDetail {
  readonly mid: string | null;
  readonly title: string | null;
  readonly payload: string | null;
  readonly referral: Referral | null;
  readonly answersUserRef: string | null;
}

/** Consent to be written to: the button, the checkbox (no PSID yet), or a customer who was matched by phone number. */
export interface OptInDetail {
  readonly via: 'button' | 'checkbox' | 'customer_matching';
  readonly ref: string | null;
  readonly messageRequest: string | null;
}

/** Consent to later messages: one (`one_time_notif_req`) or many (`notification_messages`). */
export interface NotificationOptInDetail {
  readonly type: string;
  readonly token: string | null;
  readonly tokenExpiresAt: Date | null;
  readonly tokenStatus: string | null;
  readonly title: string | null;
  readonly payload: string | null;
  readonly topic: string | null;
  readonly frequency: string | null;
  readonly timezone: string | null;
  /** What the person last did: null for the consent itself. */
  readonly change: 'stopped' | 'resumed' | null;
  readonly ref: string | null;
  readonly source: string | null;
}

/** What somebody felt about a message. */
export interface ReactionDetail {
  readonly mid: string | null;
  readonly reaction: string | null;
  readonly emoji: string | null;
}

/** Who answers in a thread, or (`app_roles`) which part apps play on the Page. An owner of null: the thread is idle. */
export type HandoverDetail =
  | {
      readonly action: 'pass' | 'take';
      readonly previousOwnerAppId: string | null;
      readonly newOwnerAppId: string | null;
      readonly metadata: string | null;
    }
  | { readonly action: 'request'; readonly requestedOwnerAppId: string | null; readonly metadata: string | null }
  | {
      readonly action: 'app_roles';
      readonly roles: readonly { readonly appId: string; readonly roles: readonly string[] }[];
    };

/** What the person thinks: a filled-in form, or a thumb under one message. */
export type FeedbackDetail =
  | { readonly form: 'template'; readonly answers: readonly FeedbackAnswer[] }
  | { readonly form: 'thumb'; readonly mid: string | null; readonly feedback: string | null };

/** One answered question of a form. */
export interface FeedbackAnswer {
  readonly screenId: string | null;
  readonly questionId: string;
  readonly type: string | null;
  readonly payload: string | null;
  readonly followUp: string | null;
}

/** A cart. */
export interface OrderDetail {
  readonly note: string | null;
  readonly products: readonly {
    readonly id: string | null;
    readonly retailerId: string | null;
    readonly name: string | null;
    readonly unitPrice: number | null;
    readonly currency: string | null;
    readonly quantity: number | null;
  }[];
}
