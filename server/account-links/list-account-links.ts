import type { AccountLink, AccountLinkEvent, ListAccountLinksQuery } from '../../shared/api/account-links.ts';
import type { Page } from '../../shared/api/list.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toPage } from '../base/page.ts';
import { toAccountLink, toAccountLinkEvent } from './account-link.ts';
import { selectEvents, selectLinks } from './store.ts';

/** Links, newest first: those that stand, and with `includeRemoved` the others too. */
export async function listAccountLinks(ctx: Ctx, query: ListAccountLinksQuery): Promise<Page<AccountLink>> {
  const own = ownQuery(ctx, query);
  const rows = await ctx.storage.read((at) => selectLinks(at, own));
  return toPage(rows, own, (row) => row.id, toAccountLink);
}

/** What happened to links, refused attempts too, newest first. */
export async function listAccountLinkEvents(ctx: Ctx, query: ListAccountLinksQuery): Promise<Page<AccountLinkEvent>> {
  const own = ownQuery(ctx, query);
  const rows = await ctx.storage.read((at) => selectEvents(at, own));
  return toPage(rows, own, (row) => row.id, toAccountLinkEvent);
}

function ownQuery(ctx: Ctx, query: ListAccountLinksQuery): ListAccountLinksQuery {
  requireScope(ctx.actor, 'account-links:read');
  return { ...query, siteId: siteOf(ctx.actor) ?? query.siteId };
}
