import { SignJWT } from 'jose';
import { systemClock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { ShopCredentials } from '../state/world.ts';
import type { ShopAccount } from './shop-account.ts';

const LIFETIME_SECONDS = 5 * 60;

/**
 * A statement of the shop's back end: this browser is this customer. The shop keeps real time; only the platform's clock
 * is steered.
 * @param more the `state` of a log-in on the linking pages, which the token then answers
 */
export async function createUserToken(
  credentials: ShopCredentials,
  account: ShopAccount,
  random: Random,
  more: { readonly state?: string } = {},
): Promise<string> {
  const now = Math.floor(systemClock.now().getTime() / 1000);
  return new SignJWT({ name: account.name, email: account.email, ...more })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(account.id)
    .setAudience(credentials.siteId)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME_SECONDS)
    .setJti(random.token(128))
    .sign(new TextEncoder().encode(credentials.userTokenSecret));
}
