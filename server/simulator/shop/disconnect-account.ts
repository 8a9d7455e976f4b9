import { AccountLink } from '../../../shared/api/account-links.ts';
import { page as listOf } from '../../../shared/api/list.ts';
import type { Simulator } from '../simulator.ts';
import { callThreadtie, expectSuccess } from './call-threadtie.ts';
import type { ShopAccount } from './shop-account.ts';

const Links = listOf(AccountLink.pick({ id: true }));

/**
 * Ends all links of a customer, as a site's back end does it.
 * @throws {Error} one sentence that names the call the server refused
 */
export async function disconnectAccount(sim: Simulator, account: ShopAccount): Promise<void> {
  const siteId = sim.store.world.shop.credentials?.siteId ?? '';
  const query = new URLSearchParams({ siteId, siteUserId: account.id });
  const { data } = expectSuccess(await callThreadtie(sim, 'GET', `/v1/account-links?${query}`), Links);
  for (const { id } of data) expectSuccess(await callThreadtie(sim, 'DELETE', `/v1/account-links/${id}`), AccountLink);
}
