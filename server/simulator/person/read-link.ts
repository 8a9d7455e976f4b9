import type { Simulator } from '../simulator.ts';
import { RequestRefused } from '../request-refused.ts';
import { getPage } from '../state/find-in-world.ts';
import type { Page } from '../state/world.ts';
import type { OpenedLink } from './open-link.ts';

/**
 * Reads a link: `https://m.me/{page}?ref=`, `https://ig.me/m/{username}?ref=`, or the simulator's own `/m/{page}?ref=`.
 * @throws {RequestRefused} 400 when it is neither, 404 when the Page is not known
 */
export function readLink(sim: Simulator, url: string): { page: Page; link: OpenedLink } {
  const parsed = URL.parse(url, sim.url);
  const name = parsed && /^(?:(?:\/ig)?\/m)?\/([^/]+)\/?$/.exec(parsed.pathname)?.[1];
  if (!parsed || !name) throw new RequestRefused(400, `"${url}" is not an m.me link: expected /m/{page}?ref=...`);
  return { page: getPage(sim.store.world, decodeURIComponent(name)), link: linkFromQuery(parsed.searchParams) };
}

/** The ref and the prefilled text of a link's query, decoded and otherwise untouched. */
export function linkFromQuery(query: URLSearchParams): OpenedLink {
  return { ref: query.get('ref') || null, text: query.get('text') || null };
}
