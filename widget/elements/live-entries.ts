import type { EntryElement } from './entry-element.ts';

/** Every element of ours that is on the page now, inside shadow roots too. */
export const liveEntries = new Set<EntryElement>();
