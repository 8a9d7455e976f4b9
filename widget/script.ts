import { configure } from './configure.ts';
import { defineElements } from './elements/define.ts';
import { leaveLinks } from './takeover/leave-links.ts';

// The server is where this script came from, nowhere else: no attribute of the page can point visits at another host.
const script = document.currentScript as HTMLScriptElement | null;
if (script) configure({ apiOrigin: script.src, stages: !script.hasAttribute('data-no-stages') });
try {
  defineElements();
} finally {
  // Another copy of the widget may have been first; it takes over once, whichever tag asks. Old browsers have none.
  if (script?.hasAttribute('data-takeover')) {
    const { Threadtie } = window as Partial<Window>;
    if (Threadtie) Threadtie.load('takeover').catch(leaveLinks);
    else leaveLinks();
  }
}
