import { tellsStages } from '../configure.ts';
import { kit } from '../kit.ts';
import { threadtie } from '../threadtie.ts';
import { supportsAdoptingStyleSheets } from './css-tag.ts';
import { findParts } from './find-parts.ts';
import { lendToParts, loadPart } from './load-part.ts';
import { MessengerButtonElement } from './messenger-button-element.ts';

const NAME = 'messenger-button';

/** Registers the elements; where another copy of the widget was first, that one stays. Outside a browser it does nothing. */
export function defineElements(): void {
  if (typeof window === 'undefined' || customElements.get(NAME) || !supportsAdoptingStyleSheets()) return;
  lendToParts(kit);
  window.Threadtie = threadtie;
  customElements.define(NAME, MessengerButtonElement);
  findParts(document);
  // What is counted is not worth a word where its file cannot be had.
  if (tellsStages()) loadPart('stages').catch(() => null);
}

declare global {
  interface HTMLElementTagNameMap {
    'messenger-button': MessengerButtonElement;
  }
  interface Window {
    /** The widget's one global. */
    Threadtie: typeof threadtie;
  }
}
