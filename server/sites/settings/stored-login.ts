import type { SiteLogin, UpdateSiteLogin } from '../../../shared/api/site-settings.ts';
import type { Ctx } from '../../base/ctx.ts';

/** A site's way to sign in as it is kept: the secret of an OIDC client sealed. */
export type StoredLogin =
  | Extract<SiteLogin, { kind: 'handoff' }>
  | (Omit<Extract<SiteLogin, { kind: 'oidc' }>, 'hasClientSecret'> & { readonly sealedClientSecret: string | null });

/** The same as the API shows it: of the secret, only whether there is one. */
export function toLogin(stored: StoredLogin | null): SiteLogin | null {
  if (!stored || stored.kind === 'handoff') return stored;
  const { sealedClientSecret, ...rest } = stored;
  return { ...rest, hasClientSecret: sealedClientSecret !== null };
}

/**
 * The way to sign in as it will be kept. A secret that is left out stays only while issuer and client stay: it must not go to
 * another issuer.
 */
export function storeLogin(
  ctx: Ctx,
  siteId: string,
  input: UpdateSiteLogin | null,
  before: StoredLogin | null,
): StoredLogin | null {
  if (!input || input.kind === 'handoff') return input;
  const { clientSecret, ...rest } = input;
  if (typeof clientSecret === 'string') {
    return { ...rest, sealedClientSecret: ctx.secretBox.seal(clientSecret, clientSecretPurpose(siteId)) };
  }
  const isSame = before?.kind === 'oidc' && before.issuer === rest.issuer && before.clientId === rest.clientId;
  return { ...rest, sealedClientSecret: clientSecret === undefined && isSame ? before.sealedClientSecret : null };
}

/** The client's secret itself, for whoever asks the issuer for tokens; null without one. */
export function openClientSecret(ctx: Ctx, siteId: string, stored: StoredLogin | null): string | null {
  if (stored?.kind !== 'oidc' || stored.sealedClientSecret === null) return null;
  return ctx.secretBox.open(stored.sealedClientSecret, clientSecretPurpose(siteId));
}

function clientSecretPurpose(siteId: string): string {
  return `oidc-client-secret:${siteId}`;
}
