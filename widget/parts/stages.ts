import type { EntryDetail } from '../events.ts';
import type { Kit } from '../kit.ts';
import { createStageTeller } from '../stages/create-stage-teller.ts';

/** By then what stands in the page has rendered, and the first visit is registered. */
const TELL_AFTER_MS = 1500;

/** Begins to tell the server what becomes of the entry points on this page. */
export function define({ liveEntries, apiUrl }: Kit): void {
  const teller = createStageTeller({ liveEntries, apiUrl });
  const tellSoon = () => setTimeout(teller.tell, TELL_AFTER_MS);
  const noteClick = (event: Event) => {
    const path = event.composedPath();
    for (const element of liveEntries) if (path.includes(element)) teller.note(element.entry, 'clicked');
  };
  addEventListener('click', noteClick, true);
  addEventListener('messenger-open', ((event: CustomEvent<EntryDetail>) => {
    teller.note(event.detail.entry, 'opened');
    tellSoon();
  }) as EventListener);
  addEventListener('pagehide', teller.tell);
  // On a phone the app comes to the front, and the page may never be heard of again.
  document.addEventListener('visibilitychange', () => document.hidden && teller.tell());
  tellSoon();
}
