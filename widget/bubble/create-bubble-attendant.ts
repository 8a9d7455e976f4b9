import type { Kit } from '../kit.ts';
import type { BubbleBaseElement } from './bubble-base-element.ts';
import { saidStyles } from './said-styles.ts';

type AttendantsKit = Pick<Kit, 'css' | 'html' | 'loadPart' | 'nothing'>;

/**
 * Makes what a bubble needs once its visitor has acted: the code in its panel, an eye on the visit of its own that the code
 * carries, and the look of what is said while the panel is closed, which on a phone is always.
 */
export function createBubbleAttendant(kit: AttendantsKit): (bubble: BubbleBaseElement) => void {
  const { styleSheet } = saidStyles(kit);
  return function attendBubble(bubble) {
    const root = bubble.renderRoot as ShadowRoot;
    if (styleSheet) root.adoptedStyleSheets.push(styleSheet);
    new MutationObserver((changes) => {
      for (const { attributeName, target } of changes) heed(bubble, attributeName, target as Element);
    }).observe(root, { subtree: true, attributeFilter: ['state', 'class'] });
    let isFetched = false;
    bubble.renderCode = () => {
      if (!bubble.wasOpen) return kit.nothing;
      if (!isFetched) kit.loadPart('qr').catch(() => null);
      isFetched = true;
      return codeOf(bubble, kit);
    };
    bubble.requestUpdate();
  };
}

/** Shows what the code has come to say; and where the panel is closed while it asks something, that stays to be seen. */
function heed(bubble: BubbleBaseElement, changed: string | null, target: Element): void {
  if (changed === 'class') bubble.renderRoot.querySelector<BubbleBaseElement>('messenger-qr')?.requestUpdate?.();
  else if (target.getAttribute('state') !== 'idle') bubble.says = true;
}

/** The code on the screen is a visit of its own; a token that serves one click is left to the link. */
function codeOf(bubble: BubbleBaseElement, { html, nothing }: AttendantsKit): unknown {
  const { entry, dataRef, userTokenUrl, getUserToken } = bubble;
  return html`<messenger-qr exportparts="code, hint, status, question, number, answer" entry=${entry} data-ref=${dataRef ?? nothing} .userTokenUrl=${userTokenUrl} .getUserToken=${getUserToken}
    ><a href=${bubble.urlWith()}></a></messenger-qr>`;
}
