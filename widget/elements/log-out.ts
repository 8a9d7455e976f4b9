import { forgetVisits } from '../entry/session-key.ts';
import { liveEntries } from './live-entries.ts';

let count = 0;
let others: BroadcastChannel | undefined;

/** How often somebody logged out since this page was loaded: an element that was kept aside meanwhile can tell. */
export function logouts(): number {
  return count;
}

/** Has this page forget whenever another page of the site does. One that waits for the way back is loaded anew instead. */
export function heedOtherPages(): void {
  try {
    others = new BroadcastChannel('threadtie');
    others.addEventListener('message', forget);
  } catch {
    // Where the visitor blocks cookies Firefox refuses this too; each page then forgets for itself.
  }
}

/** Forgets the visitor who was signed in, here and on the site's other open pages. */
export function logOut(): void {
  forget();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none: it ends at its own origin
  others?.postMessage('');
}

function forget(): void {
  count++;
  forgetVisits();
  for (const element of liveEntries) element.logout();
}
