import type { Tx } from '../base/storage/index.ts';

/**
 * Holds accounts of a site until the transaction ends, so that two changes of theirs come one after the other: else two merges
 * in opposite directions would exchange the accounts.
 */
export async function lockSiteUsers(tx: Tx, siteId: string, siteUserIds: readonly string[]): Promise<void> {
  await tx.lock(siteUserIds.map((id) => `account-links.site-user ${JSON.stringify([siteId, id])}`));
}
