const SOON_MS = 50;

/** Whom a watcher of the document tells. */
export interface DocumentListener {
  /** Something was added or changed; 20 times a second at most. */
  readonly onChange: () => void;
  /** A script was added, told before it can run. */
  readonly onScript: () => void;
}

/** Watches what the page, its framework and its tag manager add to the document from now on. */
export function watchDocument({ onChange, onScript }: DocumentListener): void {
  let timer = 0;
  let scripts = document.scripts.length;
  new MutationObserver(() => {
    if (scripts !== document.scripts.length) {
      scripts = document.scripts.length;
      onScript();
    }
    timer ||= setTimeout(() => {
      timer = 0;
      onChange();
    }, SOON_MS);
  }).observe(document, { childList: true, subtree: true, attributeFilter: ['class', ...PAGE_ATTRIBUTES] });
}

/** Some snippets fill in the Page after the element; what else they change is read along with the next change. */
const PAGE_ATTRIBUTES = [
  'page_id',
  'page-id',
  'data-page_id',
  'data-page-id',
  'data-ref',
  'ref',
  'data-cta_text',
  'cta_text',
];
