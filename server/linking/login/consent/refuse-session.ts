import { refuseLink } from '../../../account-links/index.ts';
import type { Ctx } from '../../../base/ctx.ts';
import type { Tx } from '../../../base/storage/index.ts';
import { giveUp } from '../session/give-up.ts';
import type { SessionStep } from '../session/session-step.ts';
import type { SessionRow } from '../store.ts';

/**
 * Ends a session whose login was withdrawn since it proved the account, and has the site told. In the caller's write.
 * @returns false when the session has gone on meanwhile
 */
export async function refuseSession(
  ctx: Ctx,
  tx: Tx,
  { idHash }: SessionRow,
  from: readonly SessionStep[],
): Promise<boolean> {
  const row = await giveUp(tx, idHash, from);
  if (!row) return false;
  const { siteId, siteUserId, pageId, psid, address, agent, webLinkHash } = row;
  const link = { siteId, siteUserId: siteUserId ?? '', pageId, psid, address, agent, refId: null };
  const way = webLinkHash === null ? 'messenger' : 'web';
  const refused = { assurance: 'account-linking', way, reason: 'linking_withdrawn', standingLinkId: null } as const;
  await refuseLink(ctx, { ...link, ...refused });
  return true;
}
