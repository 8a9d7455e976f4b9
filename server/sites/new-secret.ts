import type { Ctx } from '../base/ctx.ts';
import { sealPurpose } from './site.ts';
import type { StoredSecret } from './tables.ts';

/** A secret for a site's user tokens, sealed as it is kept; the caller's own, or 256 random bits. */
export function newSecret(
  ctx: Ctx,
  siteId: string,
  own?: string | undefined,
): { readonly secret: string; readonly stored: StoredSecret } {
  const secret = own ?? ctx.random.token(256);
  const sealed = ctx.secretBox.seal(secret, sealPurpose(siteId));
  return { secret, stored: { id: ctx.random.id('uts'), sealed, createdAt: ctx.clock.now().toISOString() } };
}
