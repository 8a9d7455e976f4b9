import { createChatCode } from '../chat-code/create-chat-code.ts';
import type { Kit } from '../kit.ts';

const NAME = 'messenger-chat-code';

/** From now on elements with the attribute `chat-code` offer a code to whoever is signed in. */
export function define(kit: Kit): void {
  if (!customElements.get(NAME)) customElements.define(NAME, createChatCode(kit));
}
