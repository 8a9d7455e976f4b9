import type { Payload } from './compose-payload.ts';
import type { Faults } from './faults.ts';
import type { Update } from './update.ts';

/** The further POSTs that faults send along with a delivery: what they are, and the whole body of each. */
export function extraUpdates(
  faults: Faults,
  beside: Update | undefined,
  now: Date,
): { what: string; update: Update }[] {
  const { appId = '', object = 'page', pageId = '0' } = beside ?? {};
  const whole = (item: Payload): Update => ({ appId, object, pageId, place: 'body', item });
  const extras = [];
  if (faults.emptyEntry) {
    extras.push({ what: 'A POST with an empty list of entries.', update: whole({ object, entry: [] }) });
  }
  if (faults.changesTest) {
    extras.push({ what: 'A test like that of the dashboard.', update: whole(dashboardTest(object, now)) });
  }
  return extras;
}

/** What the dashboard's test button sends: the id "0", seconds, a string for the event's own time. */
export function dashboardTest(object: string, now: Date): Payload {
  const seconds = Math.floor(now.getTime() / 1000);
  const message = { mid: 'test_message_id', text: 'test_message', commands: [{ name: 'command123' }] };
  const value = { sender: { id: '12334' }, recipient: { id: '23245' }, timestamp: String(seconds), message };
  return { entry: [{ changes: [{ field: 'messages', value }], id: '0', time: seconds }], object };
}
