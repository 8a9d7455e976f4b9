import { apiUrl } from './configure.ts';
import { loadPart } from './elements/load-part.ts';
import { logOut } from './elements/log-out.ts';
import type { Threadtie } from './types/threadtie.d.ts';

/** Put in by widget/build.ts. */
declare const __THREADTIE_VERSION__: string;

/** Whoever has clicked looks at an empty tab until then. */
const OPEN_WITHIN_MS = 4000;

/** The widget's one global, `window.Threadtie`: each of its members is documented where its type is. */
export const threadtie: Threadtie = {
  version: typeof __THREADTIE_VERSION__ === 'string' ? __THREADTIE_VERSION__ : 'source',
  open(entry, options = {}) {
    // Where the browser refuses a tab, the thread opens in this one.
    const tab = window.open() ?? window;
    if (tab !== window) tab.opener = null;
    const late = AbortSignal.timeout(OPEN_WITHIN_MS);
    // The server's own redirect needs neither script nor configuration.
    const redirect = () => tab.location.assign(apiUrl(`/go/${encodeURIComponent(entry)}`));
    late.addEventListener('abort', redirect);
    loadPart<typeof import('./parts/open.ts')>('open')
      .then(({ openThread }) => openThread(tab, entry, options, late))
      .catch(() => late.aborted || redirect())
      .finally(() => late.removeEventListener('abort', redirect));
  },
  load(name) {
    return loadPart(name.replace('messenger-', '')).then(() => undefined);
  },
  logout: logOut,
};
