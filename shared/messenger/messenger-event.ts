/**
 * One event of the platform in our own words, whatever shape it came in. Produced by the inbox, read by the rooms that
 * react. Ids are opaque strings; times are Dates; what the platform left out is null.
 */
export interface MessengerEvent {
  /** Our id of the stored event: the same when it is applied again, so that effects can be told apart by it. */
  readonly id: string;
  readonly kind: EventKind;
  readonly appId: string;
  readonly platform: 'messenger' | 'instagram';
  readonly pageId: string;
  /** The person; null where the platform does not name one (checkbox opt-ins, policy events, app roles). */
  readonly psid: string | null;
  /** The id a plugin was rendered with, while the person is not known. */
  readonly userRef: string | null;
  readonly occurredAt: Date;
  /** Another app owns the thread: context only, never an instruction. */
  readonly isStandby: boolean;
  /** Set when somebody came through an entry point: all five shapes a click comes back in, in one form. */
  readonly arrival: ArrivalClue | null;
  /** The event as the platform sent it, parsed with every digit of its numbers kept. */
  readonly raw: unknown;
}

/** What an event says of how the person came. */
export interface ArrivalClue {
  /** As received; null when the entry point had none. */
  readonly ref: string | null;
  /** Such as SHORTLINK or ADS; an open list. */
  readonly source: string | null;
  readonly adId: string | null;
  /** true: the person had no thread with the Page before (Get Started); null: the shape does not say. */
  readonly isNewThread: boolean | null;
}

/** Kinds of events we know. `unknown` is kept whole and can be applied by a later version. */
export const EVENT_KINDS = [
  'message',
  'echo',
  'message_edit',
  'postback',
  'referral',
  'opt_in',
  'notification_opt_in',
  'account_linking',
  'delivery_receipt',
  'read_receipt',
  'reaction',
  'handover',
  'policy_enforcement',
  'feedback',
  'order',
  'change',
  'unknown',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];
