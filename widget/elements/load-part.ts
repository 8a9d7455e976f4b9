import { apiUrl } from '../configure.ts';

/** A file of the widget that is fetched when something needs it: `widget-<name>.mjs`, from `widget/parts/<name>.ts`. */
export interface Part {
  /** Called once, before anybody else gets the part. Parts that only hold data or functions have none. */
  readonly define?: (kit: never) => void;
}

const parts = new Map<string, Promise<Part>>();
let lent: unknown;
let failures = 0;

/** Says what every part is lent; said by the entry, since the parts' base class itself loads parts. */
export function lendToParts(kit: unknown): void {
  lent = kit;
}

/**
 * Loads a part once; one that could not be loaded is fetched anew when it is asked for again.
 * @throws when the file cannot be fetched
 */
export function loadPart<T extends Part>(name: string): Promise<T> {
  const known = parts.get(name) ?? fetchPart(name);
  parts.set(name, known);
  return known as Promise<T>;
}

/** The file beside this script, so that a pinned version fetches its own: see widget/build.ts. */
async function fetchPart(name: string): Promise<Part> {
  try {
    // Browsers remember that an address failed, so another try needs another address.
    const part = (await import(
      /* @vite-ignore */ apiUrl(`widget-${name}.mjs${failures ? `?${failures}` : ''}`)
    )) as Part;
    part.define?.(lent as never);
    return part;
  } catch (error) {
    // A page that pins a version may know the hashes of its parts, by their addresses alone.
    if (!apiUrl('').includes('/v/')) failures++;
    parts.delete(name);
    throw error;
  }
}
