import { EntryPoint, type LinkPolicy } from '../../../shared/api/entry-points.ts';
import { Site } from '../../../shared/api/sites.ts';
import type { Simulator } from '../simulator.ts';
import type { ShopCredentials } from '../state/world.ts';
import { callThreadtie, expectSuccess } from './call-threadtie.ts';

/** The policies of a visit's ref that tie an account. */
export const WAY_POLICIES = ['match', 'confirm-in-thread', 'confirm-on-site', 'direct'] as const;
export type WayPolicy = (typeof WAY_POLICIES)[number] & LinkPolicy;

/** An entry point as a page embeds it. */
export interface WayEntry {
  readonly key: string;
  readonly url: string;
}

/** Everything the page that shows the ways of linking needs. */
export interface Ways {
  readonly entries: Readonly<Record<WayPolicy, WayEntry>>;
  /** How people sign in at the shop when they come from the chat. */
  readonly login: 'handoff' | 'oidc' | null;
}

const Entry = EntryPoint.pick({ key: true, url: true });
const Login = Site.pick({ login: true });

/**
 * The shop's entry points, one for each policy; made when they are first asked for, and found again later.
 * @throws {Error} one sentence that names the call the server refused
 */
export async function findWays(sim: Simulator, { siteId, entryKey }: ShopCredentials): Promise<Ways> {
  const { login } = expectSuccess(await callThreadtie(sim, 'GET', `/v1/sites/${siteId}`), Login);
  const entry = (policy: WayPolicy) => ensureEntry(sim, { siteId, key: `${entryKey}-${policy}`, linkPolicy: policy });
  const entries = {
    match: await entry('match'),
    'confirm-in-thread': await entry('confirm-in-thread'),
    'confirm-on-site': await entry('confirm-on-site'),
    direct: await entry('direct'),
  };
  return { entries, login: login?.kind ?? null };
}

async function ensureEntry(
  sim: Simulator,
  wanted: { readonly siteId: string; readonly key: string; readonly linkPolicy: WayPolicy },
): Promise<WayEntry> {
  const found = await callThreadtie(sim, 'GET', `/v1/entry-points/${wanted.key}`);
  if (found.status !== 404) return expectSuccess(found, Entry);
  const pageId = sim.store.world.pages[0]?.id ?? '';
  const body = { ...wanted, pageId, variant: 'button', label: 'Connect Messenger' };
  return expectSuccess(await callThreadtie(sim, 'POST', '/v1/entry-points', body), Entry);
}
