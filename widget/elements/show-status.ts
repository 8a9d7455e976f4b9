import type { EntryElement } from './entry-element.ts';
import { loadPart } from './load-part.ts';

let statusLine: ((element: EntryElement) => unknown) | undefined;

/** Answers what the status line of an element shows. Until somebody has acted no page carries any of it. */
export function statusOf(element: EntryElement): unknown {
  return statusLine?.(element);
}

/** Loads what the status line can say, and has the element say it. */
export async function showStatus(element: EntryElement): Promise<void> {
  try {
    ({ statusLine } = await loadPart<typeof import('../watch.ts')>('watch'));
    element.requestUpdate();
  } catch {
    // The link has opened, and the follower says what the developer is to know.
  }
}
