import type { EventKind, MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import { isAct, opensWindow } from './opens-window.ts';
import type { ThreadNews } from './store.ts';

/** What an event can teach about its thread; null: it says nothing about that. */
export type ThreadFacts = Omit<ThreadNews, 'pageId' | 'psid' | 'firstSeenAt' | 'lastSeenAt'>;

/** Nothing but that the thread exists. */
export const NO_FACTS: ThreadFacts = {
  windowOpenedAt: null,
  personMessageAt: null,
  pageMessageAt: null,
  deliveredUntil: null,
  readUntil: null,
  reachableAt: null,
  unreachableAt: null,
  unreachableReason: null,
  ownerChangedAt: null,
  ownerAppId: null,
  heardAt: null,
  heardInStandby: null,
};

/** Kinds that come either as our own or in standby, by who owns the thread; the others come to every app alike. */
const TOLD_BY_OWNERSHIP: ReadonlySet<EventKind> = new Set<EventKind>([
  'message',
  'echo',
  'postback',
  'delivery_receipt',
  'read_receipt',
]);

/** What this event says about its thread. Pure. */
export function learnFrom(event: MessengerEvent): ThreadFacts {
  const at = event.occurredAt;
  const isTold = TOLD_BY_OWNERSHIP.has(event.kind);
  return {
    ...NO_FACTS,
    windowOpenedAt: opensWindow(event) ? at : null,
    reachableAt: isAct(event) ? at : null, // whoever acts in the thread can be reached
    heardAt: isTold ? at : null,
    heardInStandby: isTold ? event.isStandby : null,
    ...learnFromDetail(event, at),
  };
}

function learnFromDetail(event: MessengerEvent, at: Date): Partial<ThreadFacts> {
  switch (event.kind) {
    case 'message':
      return { personMessageAt: at };
    case 'echo':
      return event.detail.isDeleted ? {} : { pageMessageAt: at };
    case 'delivery_receipt':
      return { deliveredUntil: event.detail.watermark };
    case 'read_receipt': // Instagram names the message that was read instead of a watermark
      return { readUntil: event.detail.watermark ?? (event.detail.mid ? at : null) };
    case 'handover':
      if (event.detail.action !== 'pass' && event.detail.action !== 'take') return {};
      return { ownerChangedAt: at, ownerAppId: event.detail.newOwnerAppId };
    default:
      return {};
  }
}
