import type { VisitAnswer } from '../../shared/visit.ts';
import type { EntryElement } from '../elements/entry-element.ts';
import type { OpenVisit } from '../entry/visit-session.ts';
import type { Kit } from '../kit.ts';
import { confirmVisit } from './confirm-visit.ts';

/** Takes the visitor's answers. */
export interface Answering {
  /** Where the last answer for a visit stands; nothing once the server has taken it. */
  stateOf(visit: OpenVisit): 'busy' | 'failed' | undefined;
  answer(element: EntryElement, visit: OpenVisit, word: VisitAnswer): Promise<void>;
}

/** Makes what sends the answers of all visits, one at a time each. */
export function createAnswering(kit: Pick<Kit, 'apiUrl'>): Answering {
  const states = new WeakMap<OpenVisit, 'busy' | 'failed'>();
  return {
    stateOf: (visit) => states.get(visit),
    async answer(element, visit, word) {
      if (states.get(visit) === 'busy') return;
      const pressed = element.shadowRoot?.activeElement;
      states.set(visit, 'busy');
      element.requestUpdate();
      try {
        await confirmVisit(kit.apiUrl('/v1/refs/'), visit, word);
        states.delete(visit);
        // The button that has the focus is about to go, or has gone where the stream was faster than this answer.
        const isGone = pressed?.isConnected === false && document.activeElement === document.body;
        if (isGone || element.matches(':focus-within')) focusAround(element);
      } catch (error) {
        states.set(visit, 'failed');
        element.mention('confirm_failed', String(error));
      }
      element.requestUpdate();
    },
  };
}

/** The focus goes to the link; in a bubble to the bubble's, or where the panel is closed to what opens it. */
function focusAround(element: EntryElement): void {
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  const around = host?.localName === 'messenger-bubble' ? (host as EntryElement) : element;
  const places = [element.link, around.link, around.shadowRoot?.querySelector<HTMLElement>('.launcher')];
  places.find((place) => place?.getClientRects().length)?.focus();
}
