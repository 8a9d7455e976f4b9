import type {
  MessengerBubbleElement,
  MessengerButtonElement,
  MessengerCheckboxElement,
  MessengerLinkStatusElement,
  MessengerQrElement,
} from './elements.d.ts';
import type { EntryEventMap } from './events.d.ts';
import type { Threadtie as Global } from './threadtie.d.ts';

declare global {
  interface HTMLElementTagNameMap {
    'messenger-button': MessengerButtonElement;
    'messenger-bubble': MessengerBubbleElement;
    'messenger-qr': MessengerQrElement;
    'messenger-checkbox': MessengerCheckboxElement;
    'messenger-link-status': MessengerLinkStatusElement;
  }
  interface GlobalEventHandlersEventMap extends EntryEventMap {}
  interface Window {
    /** The widget's one global. */
    Threadtie: Global;
  }
  /** The same without `window`. */
  const Threadtie: Global;
}
