import { tellsStages } from '../configure.ts';
import { kit } from '../kit.ts';
import { threadtie } from '../threadtie.ts';
import { supportsAdoptingStyleSheets } from './css-tag.ts';
import { findParts } from './find-parts.ts';
import { lendToParts, loadPart } from './load-part.ts';
import { heedOtherPages } from './log-out.ts';
import { MessengerButtonElement } from './messenger-button-element.ts';

const NAME = 'messenger-button';

/** Registers the elements; where another copy of the widget was first, that one stays. Outside a browser it does nothing. */
export function defineElements(): void {
  if (typeof window === 'undefined' || customElements.get(NAME) || !supportsAdoptingStyleSheets()) return;
  lendToParts(kit);
  window.Threadtie = threadtie;
  customElements.define(NAME, MessengerButtonElement);
  heedOtherPages();
  findParts(document);
  // After the first paint; and what is counted is not worth a word where its file cannot be had.
  const tell = () => loadPart('stages').catch(() => null);
  if (tellsStages()) requestAnimationFrame(() => setTimeout(tell));
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
