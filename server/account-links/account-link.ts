import type { AccountLink, AccountLinkEvent } from '../../shared/api/account-links.ts';
import type { AccountLinkEventRow, AccountLinkRow } from './store.ts';

/** A link as the API shows it. */
export function toAccountLink(row: AccountLinkRow): AccountLink {
  return { ...row, createdAt: row.createdAt.toISOString(), removedAt: row.removedAt?.toISOString() ?? null };
}

/** One line of a link's history as the API shows it. */
export function toAccountLinkEvent(row: AccountLinkEventRow): AccountLinkEvent {
  return { ...row, at: row.at.toISOString() };
}
