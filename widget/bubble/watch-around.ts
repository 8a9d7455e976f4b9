/** From this part of its area on, what is focused counts as covered. */
const COVERED_PART = 0.2;

/** What floats over the page. */
interface Floating extends Element {
  /** Whether anything of it covers what has the focus. */
  covers: boolean;
  close(): void;
}

/**
 * Watches what happens around a floating element. Escape closes it wherever the focus is, since a page that opens it keeps the
 * focus; and it is told whether anything of it covers what has the focus, which must not be hidden.
 * @param until whose signal ends it
 * @see https://www.w3.org/TR/WCAG22/#focus-not-obscured-minimum
 */
export function watchAround(host: Floating, until: { readonly signal: AbortSignal }): void {
  const look = () =>
    requestAnimationFrame(() => {
      const focused = document.activeElement;
      const isElsewhere = focused !== null && focused !== document.body && !host.contains(focused);
      const boxes = host.shadowRoot?.querySelectorAll('section > :not(.brief), .said') ?? [];
      host.covers = isElsewhere && [...boxes].some((box) => covers(box, focused));
    });
  for (const type of ['focusin', 'focusout']) document.addEventListener(type, look, until);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && host.close(), until);
}

function covers(box: Element, focused: Element): boolean {
  const [above, below] = [box.getBoundingClientRect(), focused.getBoundingClientRect()];
  const width = Math.min(above.right, below.right) - Math.max(above.left, below.left);
  const height = Math.min(above.bottom, below.bottom) - Math.max(above.top, below.top);
  return Math.min(width, height) > 0 && width * height > below.width * below.height * COVERED_PART;
}
