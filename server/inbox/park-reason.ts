import { DAY } from '../base/clock.ts';

/** How long the keys that recognise duplicates are kept; an older event might be one that was applied before. */
export const DEDUPE_RETENTION_MS = 30 * DAY;

/** Why an event is kept without being applied. */
export type ParkReason = 'dashboard_test' | 'unknown_page' | 'unknown_kind' | 'too_old';

/** What each reason means, and what to do about it. */
export const PARK_SENTENCES: Readonly<Record<ParkReason, string>> = {
  dashboard_test: 'This is a test of the Meta app dashboard; nothing is to be done.',
  unknown_page: 'The Page is not connected. Connect it with PUT /v1/pages/{id}, and the event is applied.',
  unknown_kind: 'This version does not know this kind of event; it is kept for a later version.',
  too_old: 'The event is more than 30 days older than its delivery, so it may have been applied before.',
};

/** What decides whether an event is parked. */
export interface Parkable {
  readonly kind: string;
  readonly pageId: string;
  readonly occurredAt: Date;
}

/** Why this event must not be applied, or null when it may be. */
export function parkReason(event: Parkable, receivedAt: Date, isConnected: boolean): ParkReason | null {
  if (event.pageId === '0') return 'dashboard_test';
  if (event.kind === 'unknown') return 'unknown_kind';
  if (!isConnected) return 'unknown_page';
  return receivedAt.getTime() - event.occurredAt.getTime() > DEDUPE_RETENTION_MS ? 'too_old' : null;
}
