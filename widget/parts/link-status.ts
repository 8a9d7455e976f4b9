import type { Kit } from '../kit.ts';
import type { MessengerLinkStatusElement } from '../link-status/link-status-element.ts';
import { createLinkStatusElement } from '../link-status/link-status-element.ts';

const NAME = 'messenger-link-status';

/** Registers `<messenger-link-status>`, unless another copy of the widget was first. */
export function define(kit: Kit): void {
  if (!customElements.get(NAME)) customElements.define(NAME, createLinkStatusElement(kit));
}

declare global {
  interface HTMLElementTagNameMap {
    'messenger-link-status': MessengerLinkStatusElement;
  }
}
