import { AccountLink } from '../../../shared/api/account-links.ts';
import { Arrival } from '../../../shared/api/arrivals.ts';
import { page as listOf } from '../../../shared/api/list.ts';
import type { Simulator } from '../simulator.ts';
import { callThreadtie, expectSuccess } from './call-threadtie.ts';
import type { ShopAccount } from './shop-account.ts';

const Links = listOf(AccountLink.pick({ psid: true, pageId: true, assurance: true, createdAt: true, removedAt: true }));
const Arrivals = listOf(
  Arrival.pick({ psid: true, pageId: true, entryPoint: true, dataRef: true, occurredAt: true, siteUserId: true }),
);

/** What the shop's back end knows about a customer and Messenger. */
export type Connection =
  | { readonly state: 'unknown'; readonly why: string }
  | { readonly state: 'none' }
  | {
      readonly state: 'connected';
      readonly since: string;
      readonly assurance: string;
      readonly entryPoint: string | null;
      readonly dataRef: string | null;
    };

/** Asks Threadtie for the customer's link and for the arrival it came from; never throws. */
export async function findConnection(sim: Simulator, account: ShopAccount): Promise<Connection> {
  const siteId = sim.store.world.shop.credentials?.siteId;
  if (siteId === undefined) return { state: 'unknown', why: 'The shop is still registering itself with Threadtie.' };
  try {
    const query = new URLSearchParams({ siteId, siteUserId: account.id });
    const links = expectSuccess(await callThreadtie(sim, 'GET', `/v1/account-links?${query}`), Links);
    const link = links.data.find((one) => one.removedAt === null);
    if (!link) return { state: 'none' };
    const arrivals = expectSuccess(await callThreadtie(sim, 'GET', `/v1/arrivals?${query}`), Arrivals);
    const arrival = arrivals.data.find((one) => one.psid === link.psid && one.pageId === link.pageId);
    return {
      state: 'connected',
      since: link.createdAt,
      assurance: link.assurance,
      entryPoint: arrival?.entryPoint ?? null,
      dataRef: arrival?.dataRef ?? null,
    };
  } catch {
    return { state: 'unknown', why: 'Threadtie cannot be reached right now.' };
  }
}
