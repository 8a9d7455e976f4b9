import type { EntryElement } from '../elements/entry-element.ts';
import { openLate } from '../entry/open-late.ts';
import type { Kit } from '../kit.ts';
import { pluginStyles } from './plugin-styles.ts';
import type { PluginWanted, ShownPlugin } from './show-plugin.ts';
import { tryPlugin } from './try-plugin.ts';

/** Each element tries once in a page's life; from then on its link is the link. */
const tried = new WeakMap<EntryElement, { isLeft: boolean }>();

/**
 * Has the first click on the link of an element with the `plugin` attribute show Meta's Send to Messenger in it. Whatever
 * is in the way of that, the same click opens the link after all, and a second click always does.
 */
export function upgradeClicks(kit: Kit): void {
  const sheet = pluginStyles(kit).styleSheet;
  // Before any listener of the element: what is prevented here it leaves alone.
  document.addEventListener(
    'click',
    (event) => {
      const element = event.composedPath().find((target) => target instanceof kit.EntryElement);
      if (!(element instanceof kit.EntryElement) || !isPlainClick(event, element)) return;
      const before = tried.get(element);
      if (before) {
        before.isLeft = true;
        return;
      }
      event.preventDefault();
      if (sheet) element.shadowRoot?.adoptedStyleSheets.push(sheet);
      void upgrade(kit, element);
    },
    true,
  );
}

function isPlainClick(event: MouseEvent, element: EntryElement): boolean {
  const isOther = event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey;
  const isCheckbox = element.localName === 'messenger-checkbox';
  const isLink = element.link?.contains(event.target as Node) && element.code !== '';
  return !isOther && !isCheckbox && element.hasAttribute('plugin') && isLink === true;
}

async function upgrade(kit: Kit, element: EntryElement): Promise<void> {
  const way = { isLeft: false };
  tried.set(element, way);
  element.setAttribute('plugin-state', 'asking');
  const shown = await tryPlugin(kit, element, () => {
    if (way.isLeft) return undefined;
    element.setAttribute('plugin-state', 'loading');
    return sendToMessenger(element);
  });
  // While it was loading the visitor opened the link.
  if (way.isLeft) shown?.remove();
  const stands: ShownPlugin | undefined = way.isLeft ? undefined : shown;
  element.setAttribute('plugin-state', stands ? 'shown' : 'failed');
  if (stands || way.isLeft) return;
  // Within a second of the click WebKit lets a timer open a tab, but no answer of a server.
  setTimeout(() => openLate(element));
}

function sendToMessenger(element: EntryElement): PluginWanted | undefined {
  const ref = element.offerVisit();
  const cta = element.getAttribute('cta-text');
  if (!ref) return undefined;
  return {
    kind: 'fb-send-to-messenger',
    attributes: {
      'data-ref': ref,
      color: element.getAttribute('color') ?? 'blue',
      size: element.getAttribute('size') ?? 'large',
      ...(cta ? { cta_text: cta } : {}),
    },
    // A plugin that is rendered may leave its ref out; one that reports an opt-in may not.
    isMine: (event) => event.ref === ref || (event.event === 'rendered' && !event.ref),
    onEvent({ event }) {
      // The server may have told of the arrival before.
      if (event === 'opt_in' && (element.offered || element.state === 'idle')) element.beginVisit();
    },
  };
}
