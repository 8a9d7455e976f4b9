import { loadPart } from './load-part.ts';

const NAMES = ['bubble', 'qr', 'checkbox', 'link-status', 'plugin', 'chat-code'];
const SOON_MS = 50;
const found = new Set<string>();
const roots = new WeakSet<Node>();

/** Loads the part of each of our elements that stands below this root, now or later. A page's elements are found 20 times a second at most. */
export function findParts(root: Node): void {
  if (roots.has(root)) return;
  roots.add(root);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    timer = undefined;
    for (const name of NAMES) {
      if (found.has(name) || !(root as ParentNode).querySelector(`messenger-${name},[entry][${name}]`)) continue;
      found.add(name);
      // Where it cannot be fetched the links inside still work, and the browser itself says what was not found.
      loadPart(name).catch(() => null);
    }
  };
  new MutationObserver(() => (timer ||= setTimeout(look, SOON_MS))).observe(root, { childList: true, subtree: true });
  look();
}
