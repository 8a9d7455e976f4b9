import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { Simulator } from '../simulator.ts';
import { findAccount, type ShopAccount } from './shop-account.ts';

const COOKIE = 'shop_session';
const OPTIONS = { path: '/shop', httpOnly: true, sameSite: 'Lax' } as const;

/** Who is signed in at the shop, by a cookie that only the shop can have written; null when nobody is. */
export async function signedInAccount(sim: Simulator, c: Context): Promise<ShopAccount | null> {
  const id = await getSignedCookie(c, sim.store.world.shop.cookieSecret, COOKIE);
  return typeof id === 'string' ? findAccount(id) : null;
}

/** Signs this browser in. */
export async function signIn(sim: Simulator, c: Context, account: ShopAccount): Promise<void> {
  await setSignedCookie(c, COOKIE, account.id, sim.store.world.shop.cookieSecret, OPTIONS);
}

/** Signs this browser out. */
export function signOut(c: Context): void {
  deleteCookie(c, COOKIE, OPTIONS);
}
