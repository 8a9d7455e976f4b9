import type { AccountLink, LinkReason } from '../../shared/api/account-links.ts';
import { recordAudit } from '../audit/index.ts';
import { Bug } from '../base/errors.ts';
import type { Tx } from '../base/storage/index.ts';
import { queueNotification } from '../site-notifications/index.ts';
import { toAccountLink } from './account-link.ts';
import { isAsStrong } from './is-as-strong.ts';
import type { Linking, LinkResult, StandingLink } from './link-account.ts';
import { recordLinkEvent } from './record-link-event.ts';
import { type AccountLinkRow, changeLinkRow, insertLinks, selectStanding } from './store.ts';
import { unlinkRow } from './unlink-row.ts';

/** How often another process may end or make the link of the same thread meanwhile before we give up. */
const MOST_ROUNDS = 5;

/** Writes down that a link was made, and has the site's back end told. */
export async function noteCreated(tx: Tx, { ctx, input, row }: Linking): Promise<AccountLink> {
  recordLinkEvent(ctx, tx, 'created', input, { ...input, linkId: row.id });
  await recordAudit(ctx, { action: 'account_link.created', subject: row.id, siteId: row.siteId });
  const { id, siteId, siteUserId, pageId, psid, assurance, way, refId } = row;
  const data = { accountLinkId: id, siteUserId, pageId, psid, assurance, way, refId };
  await queueNotification(ctx, { type: 'account_link.created', siteId, subject: id, data });
  return toAccountLink(row);
}

/** Writes down that a proof was not good enough for the site. */
export async function noteTooWeak(tx: Tx, linking: Linking): Promise<LinkResult> {
  await refuse(tx, linking, 'assurance_too_low', null);
  return { outcome: 'too_weak' };
}

/** The thread was tied already: to the same account, or to another, and then the site's rule decides. */
export async function settleConflict(tx: Tx, linking: Linking): Promise<LinkResult> {
  const { ctx, input, row } = linking;
  let replaced: StandingLink | null = null;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const standing = await selectStanding(tx, input);
    if (standing?.siteUserId === input.siteUserId) return await confirm(tx, linking, standing);
    const isGivenUp = standing !== undefined && standing.id === input.replaces;
    const isKept = !isGivenUp && input.onConflict !== 'replace-with-notice';
    if (standing && isKept) return await keepFirst(tx, linking, standing);
    const end = { reason: 'replaced', ...(isGivenUp ? { by: 'person' as const } : {}) } as const;
    if (standing && !(await unlinkRow(ctx, tx, standing.id, end))) continue;
    if (standing) replaced = toStanding(standing);
    if (!(await insertLinks(tx, [row])).has(row.id)) continue;
    const link = await noteCreated(tx, linking);
    return replaced ? { outcome: 'replaced', link, replaced } : { outcome: 'created', link };
  }
  throw new Bug('The links of a thread came and went while another was to be made.');
}

/** The account is the same: the link keeps the stronger of both proofs, and the account's newest name. */
async function confirm(tx: Tx, { ctx, input }: Linking, standing: AccountLinkRow): Promise<LinkResult> {
  const isStronger = !isAsStrong(standing.assurance, input.assurance);
  const label = input.label ?? standing.label;
  const assurance = isStronger ? input.assurance : standing.assurance;
  const isSame = !isStronger && label === standing.label;
  const row = isSame ? standing : await changeLinkRow(tx, standing, { assurance, label });
  const isRaised = isStronger && row !== undefined;
  recordLinkEvent(ctx, tx, isRaised ? 'raised' : 'confirmed_again', input, { ...input, linkId: standing.id });
  if (isRaised) {
    await recordAudit(ctx, { action: 'account_link.raised', subject: standing.id, siteId: standing.siteId });
  }
  return { outcome: 'confirmed_again', link: toAccountLink(row ?? standing) };
}

/** The account is another: it is refused, or left to a question that whoever called asks. */
async function keepFirst(tx: Tx, linking: Linking, standing: AccountLinkRow): Promise<LinkResult> {
  const { ctx, input } = linking;
  const reason = 'account_link_conflict';
  if (input.onConflict === 'ask') recordLinkEvent(ctx, tx, 'asked', input, { ...input, linkId: standing.id, reason });
  else await refuse(tx, linking, reason, standing);
  return { outcome: 'conflict', standing: toStanding(standing) };
}

async function refuse(
  tx: Tx,
  { ctx, input }: Linking,
  reason: LinkReason,
  standing: AccountLinkRow | null,
): Promise<void> {
  const standingLinkId = standing?.id ?? null;
  const subject = recordLinkEvent(ctx, tx, 'refused', input, { ...input, linkId: standingLinkId, reason });
  const { siteId, siteUserId, pageId, psid, assurance, way, refId } = input;
  const data = { siteUserId, pageId, psid, assurance, way, refId, reason, standingLinkId };
  await queueNotification(ctx, { type: 'account_link.refused', siteId, subject, data });
}

function toStanding({ id, siteUserId, label }: AccountLinkRow): StandingLink {
  return { id, siteUserId, label };
}
