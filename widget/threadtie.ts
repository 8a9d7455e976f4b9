import { apiUrl } from './configure.ts';
import { liveEntries } from './elements/live-entries.ts';
import { loadPart } from './elements/load-part.ts';
import type { UserTokenSource } from './entry/fetch-user-token.ts';
import { forgetVisits } from './entry/session-key.ts';

/** Put in by widget/build.ts. */
declare const __THREADTIE_VERSION__: string;

/** What can be said along with the opening of a thread. */
export interface OpenOptions extends UserTokenSource {
  /** What the thread is about on the site, such as an order; told with the arrival. */
  readonly dataRef?: string | undefined;
}

/** The widget's one global, `window.Threadtie`. */
export const threadtie = {
  /** The release this script was built from. */
  version: typeof __THREADTIE_VERSION__ === 'string' ? __THREADTIE_VERSION__ : 'source',
  /** Opens the thread of an entry point, as a click on its button does; call it in the visitor's act, or the browser refuses the tab. */
  open(entry: string, options: OpenOptions = {}): void {
    const tab = window.open();
    if (!tab) return;
    tab.opener = null;
    loadPart<typeof import('./parts/open.ts')>('open')
      .then(({ openThread }) => openThread(tab, entry, options))
      // The server's own redirect needs neither script nor configuration.
      .catch(() => tab.location.replace(apiUrl(`/go/${entry}`)));
  },
  /** Loads an element's part where it cannot be seen from the document: `bubble`, `qr`, `checkbox`, `link-status`. */
  load(name: string): Promise<void> {
    return loadPart(name.replace('messenger-', '')).then(() => undefined);
  },
  /** Forgets everything about the visitor who was signed in. Visits on their way to Messenger stay whose they were. */
  logout(): void {
    forgetVisits();
    for (const element of liveEntries) element.logout();
  },
};
