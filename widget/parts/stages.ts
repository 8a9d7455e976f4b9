import type { ErrorDetail } from '../events.ts';
import type { Kit } from '../kit.ts';
import { createStageTeller } from '../stages/create-stage-teller.ts';

/** By then what stands in the page has rendered, and the first visit is registered. */
const TELL_AFTER_MS = 1500;
const MIDDLE_BUTTON = 1;
const LONGEST_REASON = 60;

/** What a page's own scripts may dispatch under the names of our events. */
type MaybeOurs = CustomEvent<Partial<ErrorDetail> | null>;

/** Begins to tell the server what becomes of the entry points on this page. */
export function define({ liveEntries, apiUrl }: Kit): void {
  const teller = createStageTeller({ liveEntries, apiUrl });
  const tellSoon = () => setTimeout(teller.tell, TELL_AFTER_MS);
  const noteClick = (event: MouseEvent) => {
    if (event.type === 'auxclick' && event.button !== MIDDLE_BUTTON) return;
    const path = event.composedPath();
    // The link alone: a greeting that is closed and a panel that is opened are no clicks on the entry point.
    for (const { entry, link } of liveEntries) if (link && path.includes(link)) teller.note(entry, 'clicked');
  };
  const isOnPage = (entry: unknown): entry is string => [...liveEntries].some((element) => element.entry === entry);
  addEventListener('click', noteClick, true);
  addEventListener('auxclick', noteClick, true);
  addEventListener('messenger-open', (event: Event) => {
    const { detail } = event as MaybeOurs;
    if (!isOnPage(detail?.entry)) return;
    teller.note(detail.entry, 'opened');
    tellSoon();
  });
  addEventListener('messenger-error', (event: Event) => {
    const { detail } = event as MaybeOurs;
    if (detail?.code !== 'plugin_failed' || !isOnPage(detail.entry)) return;
    teller.note(detail.entry, 'plugin_failed', String(detail.message).split(':')[0]?.slice(0, LONGEST_REASON));
    // At once: the link is about to open, perhaps instead of this page.
    teller.tell();
  });
  addEventListener('pagehide', teller.tell);
  // On a phone the app comes to the front, and the page may never be heard of again.
  document.addEventListener('visibilitychange', () => document.hidden && teller.tell());
  tellSoon();
}
