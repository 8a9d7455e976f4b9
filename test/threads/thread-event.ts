import { listItems } from '../../server/inbox/list-items.ts';
import { normaliseEvent } from '../../server/inbox/normalise-event.ts';
import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';

export const PAGE = '9007199254740995';

/** An event of this person as rooms are given it, from the platform's own words. */
export function threadEvent(psid: string, at: number, content: object, list = 'messaging'): MessengerEvent {
  const isEcho =
    'message' in content && typeof content.message === 'object' && Object(content.message).is_echo === true;
  const parties = isEcho ? [PAGE, psid] : [psid, PAGE];
  const raw = { sender: { id: parties[0] }, recipient: { id: parties[1] }, timestamp: at, ...content };
  const [item] = listItems({ object: 'page', entry: [{ id: PAGE, time: at, [list]: [raw] }] });
  if (!item) throw new Error('no event');
  return { ...normaliseEvent(item, new Date(at)), id: 'evt_1', appId: '1', raw };
}
