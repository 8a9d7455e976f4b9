import type { Html } from '../../../base/http/html.ts';
import { sayOnPage } from '../texts/say-on-page.ts';
import { confirmPage } from './confirm-page.ts';
import { messagePage } from './message-page.ts';
import { numberPage } from './number-page.ts';
import { passingPage } from './passing-page.ts';
import { cancelForm } from './session-form.ts';
import type { SessionView } from './session-view.ts';
import { startPage } from './start-page.ts';

/** The page of a session as far as it has come: reloading shows the same, and nothing happens by it. */
export function sessionPage(view: SessionView): Html {
  const { step, number, language, site } = view;
  switch (step) {
    case 'started':
    case 'left':
    case 'returned':
      return startPage(view);
    case 'proven':
      return confirmPage(view);
    case 'confirmed':
      return number === null
        ? passingPage({ language, site, goesTo: `/link/session/${view.id}/back` })
        : numberPage(view, number);
    case 'asked':
    case 'done':
    case 'cancelled':
      return outcomePage(view);
  }
}

/** The number for as long as the thread asks for it, then what came of it; with the way out while the thread still asks. */
function outcomePage(view: SessionView): Html {
  const { outcome, number, language, site, undo } = view;
  if (outcome === 'number' && number !== null) return numberPage(view, number);
  if (outcome === 'linked') {
    return messagePage({ language, site, key: 'linked', more: sayOnPage(language, 'linked.undo', { undo }) });
  }
  if (outcome === 'open') return messagePage({ language, site, key: 'asks', form: cancelForm(view) });
  return messagePage({ language, site, key: outcome === 'nothing' ? 'cancelled' : 'done' });
}
