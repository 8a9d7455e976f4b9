import type { EntryPointConfig } from '../../shared/visit.ts';
import type { EntryElement } from '../elements/entry-element.ts';
import type { UserTokenSource } from '../entry/fetch-user-token.ts';
import type { Kit } from '../kit.ts';
import type { OpenOptions } from '../types/threadtie.d.ts';

const opened = new Map<string, EntryElement>();
let kit: Kit;

/** Takes what the entry lends. */
export function define(lent: Kit): void {
  kit = lent;
}

/**
 * Leads the tab that was just opened to the entry point's thread, with a visit of its own that the page's events tell of; where
 * the server knows no such entry point, closes it and says so to the developer.
 * @throws when the page has no link of the entry point and the server cannot be asked for it in time
 */
export async function openThread(tab: Window, entry: string, options: OpenOptions, late: AbortSignal): Promise<void> {
  const shown = [...kit.liveEntries].find((element) => element.entry === entry && element.code);
  const isNamed = (of?: UserTokenSource) => of?.getUserToken ?? of?.userTokenUrl ?? of?.userToken;
  // Whose visit it is says one of both: a token that was handed over is not to give way to an address on the page.
  const { userToken, userTokenUrl, getUserToken } = [options, shown].find(isNamed) ?? {};
  const element = Object.assign(document.createElement('messenger-button'), {
    entry,
    dataRef: options.dataRef,
    userToken,
    userTokenUrl,
    getUserToken,
    hidden: true,
  });
  const url = shown?.urlWith() ?? (await askServer(entry, late));
  late.throwIfAborted();
  if (!url) {
    if (tab !== window) tab.close();
    return element.report('entry_point_not_found', 'GET /v1/entry-points lists the keys that there are.');
  }
  element.append(Object.assign(document.createElement('a'), { href: url }));
  opened.get(entry)?.remove();
  opened.set(entry, element);
  document.body.append(element);
  tab.location.assign(element.urlWith(element.beginVisit()));
}

async function askServer(entry: string, signal: AbortSignal): Promise<string | undefined> {
  const path = `/v1/entry-points/${encodeURIComponent(entry)}/config`;
  const response = await fetch(kit.apiUrl(path), { credentials: 'omit', signal });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`The entry point "${entry}" was answered with ${response.status}.`);
  return ((await response.json()) as EntryPointConfig).url;
}
