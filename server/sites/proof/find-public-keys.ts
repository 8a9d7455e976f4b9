import type { UserTokenError } from '../../../shared/visit.ts';
import type { Ctx } from '../../base/ctx.ts';
import { type JwksRow, selectJwks } from '../jwks-store.ts';
import type { SiteRow } from '../store.ts';
import { fittingKeys, type WantedKey } from './fitting-keys.ts';
import { areUsable, needsFetch } from './judge-jwks.ts';
import type { PublicKey } from './public-key.ts';
import { refreshJwks } from './refresh-jwks.ts';

/**
 * The site's public keys that may have signed such a token: those it gave us, else those at its address, which is asked where that is
 * due. The answer is the code where there are none.
 */
export async function findPublicKeys(
  ctx: Ctx,
  site: SiteRow,
  wanted: WantedKey,
): Promise<readonly PublicKey[] | UserTokenError> {
  const own = fittingKeys(site.userTokenKeys, wanted);
  if (own.length > 0) return own;
  if (site.jwksUrl !== null) return await findPublished(ctx, site.id, site.jwksUrl, wanted);
  return site.userTokenKeys.length > 0 ? 'user_token_unknown_key' : 'user_token_algorithm_not_allowed';
}

async function findPublished(
  ctx: Ctx,
  siteId: string,
  url: string,
  wanted: WantedKey,
): Promise<readonly PublicKey[] | UserTokenError> {
  const jwks = await current(ctx, siteId, url, wanted);
  if (!jwks || !areUsable(jwks, ctx.clock.now())) return 'user_token_keys_unavailable';
  const keys = fittingKeys(jwks.keys, wanted);
  if (keys.length > 0) return keys;
  return jwks.failingSince === null ? 'user_token_unknown_key' : 'user_token_keys_unavailable';
}

async function current(ctx: Ctx, siteId: string, url: string, wanted: WantedKey): Promise<JwksRow | undefined> {
  const known = await ctx.storage.read((at) => selectJwks(at, siteId, url));
  const hasKey = known !== undefined && fittingKeys(known.keys, wanted).length > 0;
  if (!needsFetch(known ?? null, hasKey, ctx.clock.now())) return known;
  await refreshJwks(ctx, siteId, url);
  return await ctx.storage.read((at) => selectJwks(at, siteId, url));
}
