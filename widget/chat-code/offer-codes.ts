import type { EntryElement } from '../elements/entry-element.ts';
import type { Kit } from '../kit.ts';
import { createChatCode } from './create-chat-code.ts';

const NAME = 'messenger-chat-code';
const HEEDED = ['state', 'user-token', 'user-token-url', 'chat-code', 'lang'];

/** Puts the offer of a code below every entry point with the attribute `chat-code` that is on the page, now or later. */
export function offerCodes(kit: Kit): void {
  if (customElements.get(NAME)) return;
  const ChatCodeElement = createChatCode(kit);
  customElements.define(NAME, ChatCodeElement);
  const shown = new WeakMap<EntryElement, InstanceType<typeof ChatCodeElement>>();
  const look = () => {
    for (const element of kit.liveEntries) {
      const known = shown.get(element);
      known?.requestUpdate();
      if (known || !element.hasAttribute('chat-code')) continue;
      const own = new ChatCodeElement();
      own.owner = element;
      own.setAttribute('exportparts', 'chat-code, chat-code-copy, chat-code-offer');
      shown.set(element, own);
      // Behind what the element renders, which ends where it ended before.
      void element.updateComplete.then(() => element.shadowRoot?.append(own));
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributeFilter: HEEDED });
  look();
}
