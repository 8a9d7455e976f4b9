import type { MessengerCheckboxElement } from '../checkbox/checkbox-element.ts';
import { createCheckboxElement } from '../checkbox/checkbox-element.ts';
import type { Kit } from '../kit.ts';

const NAME = 'messenger-checkbox';

/** Registers `<messenger-checkbox>`, unless another copy of the widget was first. */
export function define(kit: Kit): void {
  if (!customElements.get(NAME)) customElements.define(NAME, createCheckboxElement(kit));
}

declare global {
  interface HTMLElementTagNameMap {
    'messenger-checkbox': MessengerCheckboxElement;
  }
}
