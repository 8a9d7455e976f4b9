import type { Ctx } from '../../base/ctx.ts';
import { assertWebAddress } from './assert-web-address.ts';
import { refuseSetting } from './refuse-setting.ts';
import type { StoredLogin } from './stored-login.ts';

/**
 * Refuses a way to sign in that leads elsewhere than it may: people are handed on to pages of the site alone.
 * @param origins those the site has after the change
 * @throws {ThreadtieError} `invalid_request`
 */
export function assertLogin(ctx: Ctx, login: StoredLogin | null, origins: readonly string[]): void {
  if (!login) return;
  if (login.kind === 'oidc') {
    assertWebAddress(ctx, 'login.issuer', login.issuer);
    return;
  }
  const { origin } = assertWebAddress(ctx, 'login.url', login.url);
  if (origins.includes(origin)) return;
  throw refuseSetting(
    'login.url',
    "The login page is not on one of the site's origins.",
    "Add its origin to the site's origins, or change the login in the same call.",
  );
}
