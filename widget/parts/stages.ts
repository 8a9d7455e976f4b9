import type { EntryDetail, ErrorDetail } from '../events.ts';
import type { Kit } from '../kit.ts';
import { createStageTeller } from '../stages/create-stage-teller.ts';

/** By then what stands in the page has rendered, and the first visit is registered. */
const TELL_AFTER_MS = 1500;
/** What the plugin reports begins like this; the rest is the reason. */
const PLUGIN = 'plugin_';

/** Begins to tell the server what becomes of the entry points on this page. */
export function define({ liveEntries, apiUrl }: Kit): void {
  const teller = createStageTeller({ liveEntries, apiUrl });
  const tellSoon = () => setTimeout(teller.tell, TELL_AFTER_MS);
  addEventListener('click', (event) => {
    const path = event.composedPath();
    for (const element of liveEntries) if (path.includes(element)) teller.note(element.entry, 'clicked');
  });
  addEventListener('messenger-open', ((event: CustomEvent<EntryDetail>) => {
    teller.note(event.detail.entry, 'opened');
    tellSoon();
  }) as EventListener);
  addEventListener('messenger-error', ((event: CustomEvent<ErrorDetail>) => {
    const { entry, code } = event.detail;
    if (!code.startsWith(PLUGIN)) return;
    teller.note(entry, 'plugin_failed', code.slice(PLUGIN.length));
    tellSoon();
  }) as EventListener);
  addEventListener('pagehide', teller.tell);
  tellSoon();
}
