import type { EntryElement } from '../elements/entry-element.ts';

/**
 * Opens a visit when the visitor's act is already a while ago. A browser may refuse a tab by then, WebKit also where it says the
 * act still counts, and tells only by `open`; then this page goes there itself, unless it is being left anyway.
 */
export function openLate(element: EntryElement, isLeaving = false): void {
  const tab = window.open();
  if (!tab && isLeaving) return;
  const ref = element.beginVisit();
  // Where there is no visit to be had the link is still the site's own.
  const url = ref ? element.urlWith(ref) : (element.link?.href ?? '');
  if (!tab) return location.assign(url);
  tab.opener = null;
  tab.location.replace(url);
}
