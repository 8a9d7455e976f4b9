import type { VisitQuestion } from '../../shared/visit.ts';
import type { OpenVisit } from './visit-session.ts';

/** What a visit's page is asked, and the visit. */
export interface Asked {
  readonly question: VisitQuestion;
  readonly visit: OpenVisit;
}

const asked = new WeakMap<Element, Asked>();

/** Notes what an element has to ask now. */
export function noteAsked(element: Element, question: VisitQuestion | null | undefined, visit: OpenVisit): void {
  if (question) asked.set(element, { question, visit });
  else asked.delete(element);
}

/** What an element has to ask. When that is over the server says: the visitor's clock may be wrong. */
export function askedOf(element: Element): Asked | undefined {
  return asked.get(element);
}
