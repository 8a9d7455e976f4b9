import type { EntryPointConfig } from '../../shared/visit.ts';
import type { EntryElement } from '../elements/entry-element.ts';
import type { Kit } from '../kit.ts';
import type { OpenOptions } from '../types/threadtie.d.ts';

const opened = new Map<string, EntryElement>();
let kit: Kit;

/** Takes what the entry lends. */
export function define(lent: Kit): void {
  kit = lent;
}

/**
 * Leads the tab that was just opened to the entry point's thread, with a visit of its own that the page's events tell of.
 * @throws when the page has no link of the entry point and the server cannot be asked for it
 */
export async function openThread(tab: Window, entry: string, options: OpenOptions): Promise<void> {
  const shown = [...kit.liveEntries].find((element) => element.entry === entry && element.code);
  const url = shown?.urlWith() ?? (await askServer(entry));
  const { userToken, userTokenUrl, getUserToken } = { ...shown, ...options };
  const element = Object.assign(document.createElement('messenger-button'), {
    entry,
    dataRef: options.dataRef,
    userToken,
    userTokenUrl,
    getUserToken,
    hidden: true,
  });
  element.append(Object.assign(document.createElement('a'), { href: url }));
  opened.get(entry)?.remove();
  opened.set(entry, element);
  document.body.append(element);
  tab.location.replace(element.urlWith(element.beginVisit()));
}

async function askServer(entry: string): Promise<string> {
  const response = await fetch(kit.apiUrl(`/v1/entry-points/${entry}/config`), { credentials: 'omit' });
  if (!response.ok) throw new Error(`The entry point "${entry}" was answered with ${response.status}.`);
  return ((await response.json()) as EntryPointConfig).url;
}
