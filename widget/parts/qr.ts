import type { Kit } from '../kit.ts';
import type { MessengerQrElement } from '../qr/qr-element.ts';
import { createQrElement } from '../qr/qr-element.ts';

const NAME = 'messenger-qr';

/** Registers `<messenger-qr>`, unless another copy of the widget was first. */
export function define(kit: Kit): void {
  if (!customElements.get(NAME)) customElements.define(NAME, createQrElement(kit));
}

declare global {
  interface HTMLElementTagNameMap {
    'messenger-qr': MessengerQrElement;
  }
}
