import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignJWT } from 'jose';
import { API_KEY } from './server-process.ts';

/** One Page and the entry point that leads to it. */
export interface SoakEntry {
  readonly pageId: string;
  readonly key: string;
  readonly code: string;
}

/** A site with several Pages. */
export interface SoakShop {
  readonly siteId: string;
  readonly secret: string;
  readonly entries: readonly [SoakEntry, ...SoakEntry[]];
}

/** A visit of somebody who is signed in at the shop. */
export interface SoakVisit {
  readonly entry: SoakEntry;
  readonly ref: string;
  readonly siteUserId: string;
}

const ORIGIN = 'https://shop.example';
const PAGES = ['9007199254740995', '9007199254740997', '102030405060708'] as const; // two beyond 2^53

/** Creates the site, its Pages, and an entry point for each that ties accounts at once. */
export async function setUpSoakShop(url: string): Promise<SoakShop> {
  const site = await call(url, 'POST', '/v1/sites', { name: 'Shop', origins: [ORIGIN] });
  const entries: SoakEntry[] = [];
  for (const [index, pageId] of PAGES.entries()) {
    await call(url, 'PUT', `/v1/pages/${pageId}`, { name: `Page ${index}`, accessToken: 'EAAtoken' });
    const entry = { siteId: site['id'], pageId, key: `soak-${index}`, variant: 'button', linkPolicy: 'direct' };
    const created = await call(url, 'POST', '/v1/entry-points', entry);
    entries.push({ pageId, key: String(created['key']), code: String(created['code']) });
  }
  const [first, ...others] = entries;
  if (!first) throw new Error('There is no entry point.');
  return { siteId: String(site['id']), secret: String(site['userTokenSecret']), entries: [first, ...others] };
}

async function call(url: string, method: string, path: string, body: object): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path}`, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
  return await answer.json();
}

/** A visit with a fresh ref, as the browser mints it. */
export function makeVisit(entry: SoakEntry, siteUserId: string): SoakVisit {
  return { entry, ref: `${entry.code}_${randomBytes(16).toString('base64url')}`, siteUserId };
}

/**
 * Registers a visit from an address of its own.
 * @returns whether the visit is registered; false when the server was away or gave up
 * @throws {Error} the server refused it
 */
export async function registerSoakVisit(url: string, shop: SoakShop, visit: SoakVisit): Promise<boolean> {
  const { entry, ref, siteUserId } = visit;
  const body = JSON.stringify({ entryPoint: entry.key, ref, userToken: await signToken(shop, siteUserId) });
  const headers = { 'content-type': 'text/plain', origin: ORIGIN, 'x-forwarded-for': addressOf(ref) };
  const signal = AbortSignal.timeout(10_000);
  const answer = await fetch(`${url}/v1/refs`, { method: 'POST', headers, body, signal }).catch(() => null);
  const said = await answer?.text().catch(() => null);
  if (!answer || typeof said !== 'string') return false;
  // 409: an earlier attempt was stored and its answer lost.
  if (answer.status === 201 || (answer.status === 409 && said.includes('ref_already_registered'))) return true;
  if (answer.status !== 503) throw new Error(`A visit was refused with ${answer.status}: ${said}`);
  await sleep(50);
  return false;
}

async function signToken(shop: SoakShop, sub: string): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + 500;
  const payload = { sub, aud: shop.siteId, exp, jti: randomBytes(12).toString('hex') };
  return await new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(shop.secret));
}

function addressOf(ref: string): string {
  const bytes = Buffer.from(ref).subarray(-3);
  return `203.${bytes.join('.')}`;
}
