import type { AccountLink, Assurance } from '../../shared/api/account-links.ts';
import { recordAudit } from '../audit/index.ts';
import type { Ctx } from '../base/ctx.ts';
import { Bug } from '../base/errors.ts';
import type { Gathering, Tx } from '../base/storage/index.ts';
import { toAccountLink } from './account-link.ts';
import { type AccountLinkEventRow, type AccountLinkRow, insertLinks, LINK_EVENTS, selectStanding } from './store.ts';

/** A thread, an account of a site, and how it is proven that they belong together. */
export interface LinkInput {
  readonly siteId: string;
  readonly siteUserId: string;
  readonly pageId: string;
  readonly psid: string;
  readonly assurance: Assurance;
  readonly refId: string | null;
}

/** `conflict`: the thread stays with the account it is tied to, and the attempt is written down. */
export type LinkResult =
  | { readonly outcome: 'created' | 'confirmed_again'; readonly link: AccountLink }
  | { readonly outcome: 'conflict' };

interface Linking {
  readonly ctx: Ctx;
  readonly input: LinkInput;
  readonly row: AccountLinkRow;
  readonly tell: (result: LinkResult) => Promise<void>;
}

/**
 * Ties a thread to an account, together with others of the same transaction. A thread has one account per site, an account
 * may have many threads; the same link again changes nothing, another account is refused. Who may call it has proven the
 * account: the caller answers for that.
 * @param tell told of the result in that transaction, once it is certain
 */
export async function linkAccount(
  ctx: Ctx,
  input: LinkInput,
  tell: (result: LinkResult) => Promise<void>,
): Promise<void> {
  const row = { ...input, id: ctx.random.id('link'), createdAt: ctx.clock.now(), removedAt: null };
  await ctx.storage.write(async (tx) => tx.gather(LINKS, { ctx, input, row, tell }));
}

const LINKS: Gathering<Linking> = {
  name: 'account-links.link',
  async write(tx, linkings) {
    const fresh = await insertLinks(
      tx,
      linkings.map(({ row }) => row),
    );
    for (const linking of linkings) {
      await linking.tell(fresh.has(linking.row.id) ? await noteCreated(tx, linking) : await noteStanding(tx, linking));
    }
  },
};

async function noteCreated(tx: Tx, { ctx, input, row }: Linking): Promise<LinkResult> {
  recordEvent(ctx, tx, input, { type: 'created', linkId: row.id });
  await recordAudit(ctx, { action: 'account_link.created', subject: row.id, siteId: input.siteId });
  return { outcome: 'created', link: toAccountLink(row) };
}

async function noteStanding(tx: Tx, { ctx, input }: Linking): Promise<LinkResult> {
  const standing = await selectStanding(tx, input);
  if (!standing) throw new Bug('A link conflicted with one that does not exist.');
  if (standing.siteUserId === input.siteUserId) {
    recordEvent(ctx, tx, input, { type: 'confirmed_again', linkId: standing.id });
    return { outcome: 'confirmed_again', link: toAccountLink(standing) };
  }
  recordEvent(ctx, tx, input, { type: 'refused', linkId: standing.id, reason: 'account_link_conflict' });
  return { outcome: 'conflict' };
}

function recordEvent(
  ctx: Ctx,
  tx: Tx,
  input: LinkInput,
  what: Pick<AccountLinkEventRow, 'type' | 'linkId'> & { readonly reason?: string },
): void {
  tx.gather(LINK_EVENTS, { reason: null, ...input, ...what, id: ctx.random.id('lev'), at: ctx.clock.now() });
}
