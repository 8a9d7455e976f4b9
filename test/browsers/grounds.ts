import { startTakeoverSite, type TakeoverSite } from '../browser/takeover-site.ts';

/** What checks share because it takes long to build, built when the first one asks. */
export interface Grounds {
  /** A real server, and a website with Meta's markup on it; each of the old plugins has its entry point. */
  oldSite(): Promise<OldSite>;
  close(): Promise<void>;
}

/** The website with the old markup, and the code of its button. */
export interface OldSite extends TakeoverSite {
  readonly code: string;
}

/** Grounds on which nothing stands yet. */
export function createGrounds(): Grounds {
  let oldSite: Promise<OldSite> | undefined;
  return {
    oldSite: () => (oldSite ??= startOldSite()),
    close: async () => await (await oldSite?.catch(() => null))?.stop(),
  };
}

async function startOldSite(): Promise<OldSite> {
  const site = await startTakeoverSite();
  const code = await site.createEntry('old-button', 'button');
  await site.createEntry('old-bubble', 'bubble');
  await site.createEntry('old-checkbox', 'checkbox');
  return { ...site, code };
}
