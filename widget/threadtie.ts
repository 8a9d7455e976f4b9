import { apiUrl } from './configure.ts';
import { liveEntries } from './elements/live-entries.ts';
import { loadPart } from './elements/load-part.ts';
import { forgetVisits } from './entry/session-key.ts';
import type { Threadtie } from './types/threadtie.d.ts';

/** Put in by widget/build.ts. */
declare const __THREADTIE_VERSION__: string;

/** The widget's one global, `window.Threadtie`: each of its members is documented where its type is. */
export const threadtie: Threadtie = {
  version: typeof __THREADTIE_VERSION__ === 'string' ? __THREADTIE_VERSION__ : 'source',
  open(entry, options = {}) {
    const tab = window.open();
    if (!tab) return;
    tab.opener = null;
    loadPart<typeof import('./parts/open.ts')>('open')
      .then(({ openThread }) => openThread(tab, entry, options))
      // The server's own redirect needs neither script nor configuration.
      .catch(() => tab.location.replace(apiUrl(`/go/${entry}`)));
  },
  load(name) {
    return loadPart(name.replace('messenger-', '')).then(() => undefined);
  },
  logout() {
    forgetVisits();
    for (const element of liveEntries) element.logout();
  },
};
