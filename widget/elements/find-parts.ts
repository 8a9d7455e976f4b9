import { loadPart } from './load-part.ts';

const SELECTORS: readonly (readonly [part: string, selector: string])[] = [
  ...['bubble', 'qr', 'checkbox', 'link-status'].map((name) => [name, `messenger-${name}`] as const),
  ['plugin', '[entry][plugin]'],
];
const SOON_MS = 50;
const found = new Set<string>();
const roots = new WeakSet<Node>();

/**
 * Loads the part of each of our elements that stands below this root, open shadow roots included, now or later. A page's
 * elements are found 20 times a second at most.
 */
export function findParts(root: Node): void {
  if (roots.has(root)) return;
  roots.add(root);
  const awaited = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => (timer ||= setTimeout(look, SOON_MS));
  const look = () => {
    timer = undefined;
    const all = (selector: string) => (root as ParentNode).querySelectorAll(selector);
    for (const [name, selector] of SELECTORS) {
      if (found.has(name) || !all(selector).length) continue;
      found.add(name);
      // Where it cannot be fetched the links inside still work, and the browser itself says what was not found.
      loadPart(name).catch(() => null);
    }
    for (const { shadowRoot } of all('*')) if (shadowRoot) findParts(shadowRoot);
    // An element gets its shadow root when it is defined, which is no change of the page.
    for (const { localName } of all(':not(:defined)')) {
      if (awaited.has(localName)) continue;
      awaited.add(localName);
      customElements.whenDefined(localName).then(soon, soon);
    }
  };
  new MutationObserver(soon).observe(root, { childList: true, subtree: true, attributeFilter: ['plugin'] });
  // A shadow root that is attached to what was there is no change either, but it takes room.
  if (root === document) new ResizeObserver(soon).observe(document.documentElement);
  look();
}
