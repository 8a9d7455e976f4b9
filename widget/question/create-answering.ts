import type { VisitAnswer } from '../../shared/visit.ts';
import type { EntryElement } from '../elements/entry-element.ts';
import type { OpenVisit } from '../entry/visit-session.ts';
import type { Kit } from '../kit.ts';
import { confirmVisit } from './confirm-visit.ts';

/** Takes the visitor's answers. */
export interface Answering {
  /** Where the element's last answer stands; nothing once the server has taken it. */
  stateOf(element: EntryElement): 'busy' | 'failed' | undefined;
  answer(element: EntryElement, visit: OpenVisit, word: VisitAnswer): Promise<void>;
}

/** Makes what sends the answers of all elements, one at a time each. */
export function createAnswering(kit: Pick<Kit, 'apiUrl'>): Answering {
  const states = new WeakMap<EntryElement, 'busy' | 'failed'>();
  return {
    stateOf: (element) => states.get(element),
    async answer(element, visit, word) {
      if (states.get(element) === 'busy') return;
      states.set(element, 'busy');
      element.requestUpdate();
      try {
        await confirmVisit(kit.apiUrl('/v1/refs/'), visit, word);
        states.delete(element);
        // The button that has the focus is about to go.
        if (element.matches(':focus-within')) element.link?.focus();
      } catch (error) {
        states.set(element, 'failed');
        element.report('confirm_failed', String(error));
      }
      element.requestUpdate();
    },
  };
}
