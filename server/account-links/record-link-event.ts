import type { LinkEventType } from '../../shared/api/account-links.ts';
import type { Ctx } from '../base/ctx.ts';
import type { Tx } from '../base/storage/index.ts';
import { type AccountLinkEventRow, LINK_EVENTS } from './store.ts';

type Subject = Pick<AccountLinkEventRow, 'siteId' | 'siteUserId' | 'pageId' | 'psid' | 'assurance' | 'refId'>;
type More = Partial<Pick<AccountLinkEventRow, 'linkId' | 'reason' | 'way' | 'by' | 'address' | 'agent'>>;

/** Adds a line to the history in this transaction; answers its id. */
export function recordLinkEvent(ctx: Ctx, tx: Tx, type: LinkEventType, subject: Subject, more: More = {}): string {
  const { siteId, siteUserId, pageId, psid, assurance, refId } = subject;
  const { linkId = null, reason = null, way = null, by = null, address = null, agent = null } = more;
  const id = ctx.random.id('lev');
  const rest = { linkId, reason, way, by, address, agent, at: ctx.clock.now() };
  tx.gather(LINK_EVENTS, { id, type, siteId, siteUserId, pageId, psid, assurance, refId, ...rest });
  return id;
}
