import type { MessengerBubbleElement } from '../bubble/bubble-element.ts';
import { createBubbleElement } from '../bubble/bubble-element.ts';
import type { Kit } from '../kit.ts';

const NAME = 'messenger-bubble';

/** Registers `<messenger-bubble>`, unless another copy of the widget was first. */
export function define(kit: Kit): void {
  if (!customElements.get(NAME)) customElements.define(NAME, createBubbleElement(kit));
}

declare global {
  interface HTMLElementTagNameMap {
    'messenger-bubble': MessengerBubbleElement;
  }
}
