import { EntryPoint } from '../../../shared/api/entry-points.ts';
import { ConnectedPage } from '../../../shared/api/pages.ts';
import { CreatedSite, Site } from '../../../shared/api/sites.ts';
import type { Simulator } from '../simulator.ts';
import type { ShopCredentials } from '../state/world.ts';
import { callThreadtie, expectSuccess } from './call-threadtie.ts';

const KEY = 'demo-shop';
const MAX_KEYS = 50;
const LOOPBACK = /^http:\/\/(?:localhost|127\.0\.0\.1):/;

const Credentials = CreatedSite.pick({ id: true, userTokenSecret: true });
const KnownSite = Site.pick({ id: true, origins: true }).extend({ login: Site.shape.login.nullish() });
const Entry = EntryPoint.pick({ key: true, url: true, siteId: true, status: true });

/**
 * Registers the shop as a site with a connected Page and an entry point. Whatever exists already is used again, so it may
 * run at every start.
 * @throws {Error} one sentence that names the call the server refused
 */
export async function setUpShop(sim: Simulator): Promise<ShopCredentials> {
  const site = (await knownSite(sim)) ?? (await createSite(sim));
  await offerLogin(sim, site.siteId);
  const pageId = await connectPages(sim);
  const entry = await ensureEntryPoint(sim, site.siteId, pageId);
  const credentials = { ...site, entryKey: entry.key, entryUrl: entry.url };
  sim.store.world.shop.credentials = credentials;
  sim.store.changed();
  return credentials;
}

type SiteCredentials = Pick<ShopCredentials, 'siteId' | 'userTokenSecret'>;

/** The site of an earlier start, if the server still has it; ports of earlier starts give way to this one's. */
async function knownSite(sim: Simulator): Promise<SiteCredentials | null> {
  const kept = sim.store.world.shop.credentials;
  if (!kept) return null;
  const answer = await callThreadtie(sim, 'GET', `/v1/sites/${kept.siteId}`);
  if (answer.status === 404) return null;
  const site = expectSuccess(answer, KnownSite);
  const own = ownOrigins(sim);
  if (own.some((origin) => !site.origins.includes(origin))) {
    const origins = [...site.origins.filter((origin) => !LOOPBACK.test(origin)), ...own];
    // A login page must be on one of the origins: that of the port before goes with it.
    const login = site.login?.kind === 'handoff' ? { login: handoffLogin(sim) } : {};
    expectSuccess(await callThreadtie(sim, 'PATCH', `/v1/sites/${site.id}`, { origins, ...login }), KnownSite);
  }
  return { siteId: kept.siteId, userTokenSecret: kept.userTokenSecret };
}

async function createSite(sim: Simulator): Promise<SiteCredentials> {
  const body = { name: 'Demo shop', origins: ownOrigins(sim) };
  const site = expectSuccess(await callThreadtie(sim, 'POST', '/v1/sites', body), Credentials);
  return { siteId: site.id, userTokenSecret: site.userTokenSecret };
}

/** Has people log in at the shop, where nobody chose otherwise. A server that takes no local addresses goes without. */
async function offerLogin(sim: Simulator, siteId: string): Promise<void> {
  const path = `/v1/sites/${siteId}`;
  const { login } = expectSuccess(await callThreadtie(sim, 'GET', path), KnownSite);
  if (!login) await callThreadtie(sim, 'PATCH', path, { login: handoffLogin(sim) });
}

function handoffLogin(sim: Simulator): object {
  return { kind: 'handoff', url: `${sim.url}/shop/log-in` };
}

/** Connects the shop's Page and its Instagram account; answers the Page's id. */
async function connectPages(sim: Simulator): Promise<string> {
  const { pages } = sim.store.world;
  const [shopPage] = pages;
  if (!shopPage) throw new Error('The simulator has no Page.');
  for (const page of [shopPage, ...pages.filter((one) => one.platform === 'instagram')]) {
    const { name, accessToken, platform } = page;
    const answer = await callThreadtie(sim, 'PUT', `/v1/pages/${page.id}`, { name, accessToken, platform });
    expectSuccess(answer, ConnectedPage.pick({ id: true }));
  }
  return shopPage.id;
}

/** Keys stay reserved for good, also for a site that this shop has lost: then the next number is taken. */
async function ensureEntryPoint(sim: Simulator, siteId: string, pageId: string): Promise<{ key: string; url: string }> {
  for (let n = 1; n <= MAX_KEYS; n++) {
    const key = n === 1 ? KEY : `${KEY}-${n}`;
    const body = { siteId, pageId, key, variant: 'button', label: 'Send to Messenger', linkPolicy: 'direct' };
    const created = await callThreadtie(sim, 'POST', '/v1/entry-points', body);
    if (created.status !== 409) return expectSuccess(created, Entry);
    const found = await callThreadtie(sim, 'GET', `/v1/entry-points/${key}`);
    if (found.status === 404) continue;
    const entry = expectSuccess(found, Entry);
    if (entry.siteId === siteId && entry.status !== 'archived') return entry;
  }
  throw new Error(`All keys from "${KEY}" to "${KEY}-${MAX_KEYS}" are taken.`);
}

/** People type either name of their own machine. */
function ownOrigins(sim: Simulator): string[] {
  const { port, origin } = new URL(sim.url);
  return [...new Set([`http://localhost:${port}`, `http://127.0.0.1:${port}`, origin])];
}
