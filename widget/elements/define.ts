import { MessengerButtonElement } from './messenger-button-element.ts';

const NAME = 'messenger-button';

/** Registers the elements; where another copy of the widget was first, that one stays. Outside a browser it does nothing. */
export function defineElements(): void {
  if (typeof window === 'undefined' || customElements.get(NAME)) return;
  customElements.define(NAME, MessengerButtonElement);
}

declare global {
  interface HTMLElementTagNameMap {
    'messenger-button': MessengerButtonElement;
  }
}
