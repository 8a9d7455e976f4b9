import type { EventDetails } from './event-details.ts';

/** What is told of every event, whatever shape it came in. Ids are opaque strings; what the platform left out is null. */
export interface EventFrame {
  /** Our id of the stored event: the same when it is applied again, so that effects can be told apart by it. */
  readonly id: string;
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
  /** The Page did it, not the person. */
  readonly isFromPage: boolean;
  /** Set when somebody came through an entry point: all five shapes a click comes back in, in one form. */
  readonly arrival: ArrivalClue | null;
  /** The event as the platform sent it, parsed with every digit of its numbers kept. */
  readonly raw: unknown;
}

/** An event of one of these kinds. */
export type EventOf<K extends EventKind> = {
  [Kind in K]: EventFrame & { readonly kind: Kind; readonly detail: EventDetails[Kind] };
}[K];

/**
 * One event of the platform in our own words: `kind` says what `detail` tells. Produced by the inbox, read by the rooms
 * that react.
 */
export type MessengerEvent = EventOf<EventKind>;

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

/** How an event that somebody came with is called among arrivals; kinds that are not here never carry a clue. */
export const ARRIVAL_KIND_OF = {
  opt_in: 'opt_in',
  notification_opt_in: 'opt_in',
  postback: 'postback',
  referral: 'referral',
  message: 'message',
} as const satisfies Partial<Record<EventKind, string>>;

/** An event that says how somebody came. */
export type ArrivalEvent = EventOf<keyof typeof ARRIVAL_KIND_OF> & { readonly arrival: ArrivalClue };

/** Whether an event says how somebody came. */
export function isArrival(event: MessengerEvent): event is ArrivalEvent {
  return event.arrival !== null && event.kind in ARRIVAL_KIND_OF;
}

/** Kinds of events we know. `unknown` is kept whole and can be applied by a later version. */
export const EVENT_KINDS = [
  'message',
  'echo',
  'message_edit',
  'message_deleted',
  'postback',
  'referral',
  'opt_in',
  'notification_opt_in',
  'account_linking',
  'delivery_receipt',
  'read_receipt',
  'reaction',
  'reaction_removed',
  'handover',
  'policy_enforcement',
  'feedback',
  'order',
  'change',
  'unknown',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];
