import { linkWithRef } from './entry-link.ts';

/** Puts a visit's ref into the link for the navigation that is about to happen, and the bare code back right after. */
export function completeLink(link: HTMLAnchorElement, code: string, ref: string): void {
  const href = link.getAttribute('href') ?? '';
  const completed = linkWithRef(href, ref);
  link.setAttribute('href', completed);
  // The browser reads the address when the event is over; a copied link or a later click must not carry this visit.
  setTimeout(() => {
    if (link.getAttribute('href') === completed) link.setAttribute('href', linkWithRef(href, code));
  });
}
