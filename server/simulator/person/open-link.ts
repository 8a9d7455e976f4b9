import type { Simulator } from '../simulator.ts';
import { threadOf } from '../state/find-in-world.ts';
import type { Ad, Page, Person, Thread } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { personEvent } from '../webhook/messaging-event.ts';
import { actInThread } from './act-in-thread.ts';
import { addNote } from './add-note.ts';
import { takeReferral } from './take-referral.ts';

/** What an m.me or ig.me link says. */
export interface OpenedLink {
  readonly ref: string | null;
  readonly text: string | null;
}

/**
 * A person opens a link. In a thread that exists the server hears of it at once; in a new one the ref of the newest link
 * waits for Get Started.
 */
export function openLink(sim: Simulator, page: Page, person: Person, link: OpenedLink): Thread {
  const thread = threadOf(sim.store.world, page, person);
  if (link.text !== null) thread.draft = link.text;
  arriveBy(sim, page, person, { ref: link.ref, ad: null, note: 'Opened again from a link' });
  return thread;
}

/** A person opens an ad that leads into the thread; the same rules as for a link. */
export function openAd(
  sim: Simulator,
  page: Page,
  person: Person,
  input: { readonly ref?: string | undefined; readonly adId: string; readonly title: string },
): Thread {
  const ad = { id: input.adId, title: input.title };
  return arriveBy(sim, page, person, { ref: input.ref ?? null, ad, note: 'Opened from an ad' });
}

function arriveBy(
  sim: Simulator,
  page: Page,
  person: Person,
  way: { readonly ref: string | null; readonly ad: Ad | null; readonly note: string },
): Thread {
  const thread = threadOf(sim.store.world, page, person);
  const isNews = way.ref !== null || way.ad !== null;
  if (thread.isBlocked || (thread.exists && !isNews)) return told(sim, thread);
  thread.pendingRef = way.ref;
  thread.pendingAd = way.ad;
  if (thread.exists) {
    const { head } = actInThread(sim, page, person);
    addNote(sim, thread, way.note);
    emitEvent(sim, page.id, personEvent(head, 'referral', takeReferral(page, thread)));
  }
  return told(sim, thread);
}

function told(sim: Simulator, thread: Thread): Thread {
  sim.store.changed();
  return thread;
}
