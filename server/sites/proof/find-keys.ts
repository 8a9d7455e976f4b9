import { createPublicKey, type KeyObject } from 'node:crypto';
import type { UserTokenError } from '../../../shared/visit.ts';
import type { Ctx } from '../../base/ctx.ts';
import { sealPurpose } from '../site.ts';
import type { SiteRow } from '../store.ts';
import { findPublicKeys } from './find-public-keys.ts';
import type { TokenHeader } from './read-header.ts';

/** Secrets check HS256 and nothing else, public keys check their own algorithm: neither can be taken for the other. */
export async function findKeys(
  ctx: Ctx,
  site: SiteRow,
  { alg, kid }: TokenHeader,
): Promise<readonly (Uint8Array | KeyObject)[] | UserTokenError> {
  if (alg === 'HS256') {
    const open = (sealed: string): Uint8Array => Buffer.from(ctx.secretBox.open(sealed, sealPurpose(site.id)));
    const secrets = site.userTokenSecrets.map(({ sealed }) => open(sealed));
    return secrets.length > 0 ? secrets : 'user_token_unknown_key';
  }
  const keys = await findPublicKeys(ctx, site, { alg, kid });
  return typeof keys === 'string' ? keys : keys.map(({ jwk }) => createPublicKey({ key: jwk, format: 'jwk' }));
}
