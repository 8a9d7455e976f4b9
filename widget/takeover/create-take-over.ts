import type { Kit } from '../kit.ts';
import { createReplacement } from './create-replacement.ts';
import type { OldMarkup } from './read-old-markup.ts';
import { OLD_MARKUP, readOldMarkup } from './read-old-markup.ts';

/** Who is slow to answer finds a link there already. */
const LINK_WITHIN_MS = 1500;

/** A piece of Meta's markup and what stands in it now. */
export interface Taken {
  readonly markup: OldMarkup;
  readonly element: HTMLElement;
}

/** Takes markup over, once for as long as it stays as it is. */
export interface TakeOver {
  /** Takes over the markup at and below a root; resolves when everything that could be put there is there. */
  below(root: ParentNode): Promise<void>;
  /** Everything that is taken over in the document now; what stands in shadow roots is not listed. */
  all(): readonly Taken[];
  /** What an element stands in for, if it is one of those put there. */
  of(element: EventTarget | undefined): Taken | undefined;
}

/** Makes what takes markup over; `onTaken` hears of each element when it stands there. */
export function createTakeOver(
  kit: Pick<Kit, 'apiUrl' | 'loadPart' | 'liveEntries'>,
  onTaken: (taken: Taken) => void,
): TakeOver {
  const replacement = createReplacement(kit);
  const begun = new WeakMap<Element, { readonly signature: string; readonly done: Promise<void> }>();
  const takenIn = new WeakMap<Element, Taken>();
  const takenBy = new WeakMap<EventTarget, Taken>();

  async function fill(host: Element, markup: OldMarkup): Promise<void> {
    const early = setTimeout(() => put(host, markup, replacement.meanwhile(markup)), LINK_WITHIN_MS);
    const element = await replacement.of(host, markup);
    clearTimeout(early);
    const taken = put(host, markup, element);
    if (taken) onTaken(taken);
  }

  function put(host: Element, markup: OldMarkup, element: HTMLElement): Taken | undefined {
    // Changed meanwhile: the newer reading is on its way.
    if (begun.get(host)?.signature !== markup.signature) return undefined;
    takenIn.get(host)?.element.remove();
    const taken = { markup, element };
    takenIn.set(host, taken);
    takenBy.set(element, taken);
    host.append(element);
    // Meta's script marks so what it is done with, and passes by; it may come later, for a plugin the visitor agreed to.
    host.setAttribute('fb-xfbml-state', 'rendered');
    return taken;
  }

  function take(host: Element): Promise<void> {
    const markup = readOldMarkup(host);
    if (!markup || isMetas(host)) return Promise.resolve();
    // A framework that renders anew empties the markup it had written.
    if (takenIn.has(host) && takenIn.get(host)?.element.parentNode !== host) {
      takenIn.delete(host);
      begun.delete(host);
    }
    const before = begun.get(host);
    if (before?.signature === markup.signature) return before.done;
    const done = fill(host, markup);
    begun.set(host, { signature: markup.signature, done });
    return done;
  }

  return {
    async below(root) {
      const hosts = [...root.querySelectorAll(OLD_MARKUP)];
      if (root instanceof Element && root.matches(OLD_MARKUP)) hosts.unshift(root);
      await Promise.all(hosts.map(take));
    },
    all: () => [...document.querySelectorAll(OLD_MARKUP)].flatMap((host) => takenIn.get(host) ?? []),
    of: (element) => element && takenBy.get(element),
  };
}

/** Meta's own script was there first and shows something, or an element of ours has asked for it. */
function isMetas(host: Element): boolean {
  return host.hasAttribute('data-threadtie') || host.querySelector(':scope > iframe, :scope > span > iframe') !== null;
}
