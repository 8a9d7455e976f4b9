import type { EventKind, MessengerEvent } from '../../shared/messenger/messenger-event.ts';

/**
 * Kinds of events that open or reset the standard messaging window. Receipts, echoes and notification opt-ins do not.
 * @see https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages
 */
const OPENING: ReadonlySet<EventKind> = new Set<EventKind>(['message', 'postback', 'referral', 'opt_in', 'reaction']);

/** Whether the event lets the Page answer for the next 24 hours. Standby events open the window of the owning app. */
export function opensWindow(event: Pick<MessengerEvent, 'kind' | 'isStandby' | 'isFromPage'>): boolean {
  return isAct(event) && !event.isStandby;
}

/** Whether the person did something in the thread, whichever app is told of it. */
export function isAct({ kind, isFromPage }: Pick<MessengerEvent, 'kind' | 'isFromPage'>): boolean {
  return OPENING.has(kind) && !isFromPage;
}
