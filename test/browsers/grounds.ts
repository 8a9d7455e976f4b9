import { startTakeoverSite, type TakeoverSite } from '../browser/takeover-site.ts';

/** What checks share because it takes long to build, built when the first one asks. */
export interface Grounds {
  /** A real server, and a website with Meta's markup on it; each of the old plugins has its entry point. */
  oldSite(): Promise<TakeoverSite>;
  close(): Promise<void>;
}

/** Grounds on which nothing stands yet. */
export function createGrounds(): Grounds {
  let oldSite: Promise<TakeoverSite> | undefined;
  return {
    oldSite: () => (oldSite ??= startTakeoverSite()),
    close: async () => await (await oldSite?.catch(() => null))?.stop(),
  };
}
