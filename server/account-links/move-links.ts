import { changeSiteUserOfArrivals } from '../arrivals/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import type { Tx } from '../base/storage/index.ts';
import { recordLinkEvent } from './record-link-event.ts';
import { updateEventsOf, updateLinksOf } from './store.ts';

/** An account of a site that has another id from now on, alone or together with the account that has it already. */
export interface AccountMove {
  readonly siteId: string;
  readonly from: string;
  readonly to: string;
  readonly type: 'renamed' | 'merged';
}

/**
 * Moves links, their history and arrivals to the other id; answers how many standing links moved. A thread is
 * never tied twice by it, for at one site it has one link at most.
 */
export async function moveLinks(ctx: Ctx, tx: Tx, { siteId, from, to, type }: AccountMove): Promise<number> {
  const account = { siteId, siteUserId: from };
  // Two accounts that became one have no longer the name that one of them had.
  const change = type === 'merged' ? { siteUserId: to, label: null } : { siteUserId: to };
  const moved = await updateLinksOf(tx, { ...account, which: 'all' }, change);
  await updateEventsOf(tx, account, { siteUserId: to });
  await changeSiteUserOfArrivals(ctx, { siteId, from, to });
  const standing = moved.filter((row) => row.removedAt === null);
  for (const row of standing) {
    recordLinkEvent(ctx, tx, type, row, { linkId: row.id });
    await recordAudit(ctx, { action: `account_link.${type}`, subject: row.id, siteId });
  }
  await recordAudit(ctx, { action: `site_user.${type}`, subject: siteId, siteId });
  return standing.length;
}

/** Refuses to move an account to the id it has. @throws {ThreadtieError} `invalid_request` */
export function assertDiffer(from: string, to: string): void {
  if (from !== to) return;
  throw new ThreadtieError(
    'invalid_request',
    'Both ids are the same.',
    'Name the id that the account had and the one it has from now on.',
  );
}
