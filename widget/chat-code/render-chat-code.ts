import type { EntryElement } from '../elements/entry-element.ts';
import type { Kit } from '../kit.ts';

/**
 * Answers what stands for a code at the end of an element: nothing unless it is to offer one, somebody is signed in, and nobody
 * has arrived; then its part is fetched. What stands there is told of each rendering, by an object that is new.
 */
export function renderChatCode(kit: Kit, owner: EntryElement & { readonly chatCode: boolean }): unknown {
  const isSignedIn = owner.getUserToken ?? owner.userTokenUrl ?? owner.userToken;
  if (!owner.chatCode || !isSignedIn || /arrived|linked/.test(owner.state)) return undefined;
  kit.loadPart('chat-code').catch(() => undefined);
  return kit.html`<messenger-chat-code .news=${{}}></messenger-chat-code>`;
}
