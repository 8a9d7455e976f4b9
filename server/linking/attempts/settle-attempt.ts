import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import { LINKED_BEFORE } from '../../../shared/visit.ts';
import { linkAccount, type LinkResult } from '../../account-links/index.ts';
import { completeArrival } from '../../arrivals/index.ts';
import type { Ctx } from '../../base/ctx.ts';
import type { Tx } from '../../base/storage/index.ts';
import { findSiteUserOfVisit, recordStage, setVisitQuestion } from '../../refs/index.ts';
import { getSiteSettings } from '../../sites/index.ts';
import { enqueueAsking } from './ask-job.ts';
import { assuranceOf } from './attempt.ts';
import { endAttempt } from './end-attempt.ts';
import { NO_NAMES } from './no-names.ts';
import { say } from './say.ts';
import { type AttemptRow, changeOpen } from './store.ts';

/** Every proof of an attempt is in: ties the thread, as the site's rules have it. @param event that brought the last proof */
export async function settleAttempt(ctx: Ctx, proven: AttemptRow, event?: MessengerEvent): Promise<void> {
  await ctx.storage.write(async (tx) => {
    const row = await withPresentAccount(ctx, tx, proven);
    if (!row) return;
    const { linking } = await getSiteSettings(ctx, row.siteId);
    const { onConflict, minimumAssurance } = linking;
    const { address, agent, way, policy } = row;
    const proof = { ...row, address, agent, assurance: assuranceOf(way, policy), onConflict, minimumAssurance };
    await linkAccount(ctx, proof, async (result) => await finish(ctx, tx, row, result, event));
  });
}

/** The thread is tied to the account already, by as good a proof: nothing is asked and nothing is tied. */
export async function finishAsStanding(ctx: Ctx, tx: Tx, row: AttemptRow, linkId: string): Promise<void> {
  await noteLinked(ctx, tx, row, { linkId, isNew: false });
}

/** The site may have changed the account's id, or deleted it, while the question was open. */
async function withPresentAccount(ctx: Ctx, tx: Tx, row: AttemptRow): Promise<AttemptRow | null> {
  if (!row.refId) return row;
  const account = await findSiteUserOfVisit(ctx, row.refId);
  if (account) return { ...row, siteUserId: account.siteUserId, label: account.label ?? row.label };
  await endAttempt(ctx, tx, row, { status: 'refused', reason: 'site_user_erased' });
  return null;
}

async function finish(ctx: Ctx, tx: Tx, row: AttemptRow, result: LinkResult, event?: MessengerEvent): Promise<void> {
  if (result.outcome === 'too_weak') {
    await endAttempt(ctx, tx, row, { status: 'refused', reason: 'assurance_too_low', isTold: true });
    return await tell(ctx, row, 'tooWeak', event);
  }
  if (result.outcome === 'conflict') return await meetConflict(ctx, tx, row, result, event);
  const isNew = result.outcome !== 'confirmed_again';
  await noteLinked(ctx, tx, row, { linkId: result.link.id, isNew });
  if (!isNew) return isSilent(row) ? undefined : await tell(ctx, row, 'alreadyLinked', event);
  // Who ends a link and makes another is told of both: also where the person chose it.
  const replaced = result.outcome === 'replaced' ? result.replaced : null;
  const isReplacement = replaced !== null || row.conflictWith !== null;
  if (isSilent(row) && !isReplacement) return;
  const values = { account: row.label ?? '', standing: replaced?.label ?? row.conflictLabel ?? '' };
  const key = isReplacement ? 'conflict.replaced' : 'linked';
  const { siteId, pageId, psid } = row;
  await say(ctx, { siteId, pageId, psid, key, values, undoes: result.link.id, event });
}

/** Without a question the thread hears of a link only when it costs another: most such threads never speak with us. */
function isSilent({ way, policy }: AttemptRow): boolean {
  return way === 'visit' && policy === 'none';
}

async function meetConflict(
  ctx: Ctx,
  tx: Tx,
  row: AttemptRow,
  { standing }: Extract<LinkResult, { outcome: 'conflict' }>,
  event?: MessengerEvent,
): Promise<void> {
  const { linking } = await getSiteSettings(ctx, row.siteId);
  if (linking.onConflict === 'ask') {
    const change = { conflictWith: standing.id, conflictLabel: standing.label, needsThread: true, questionId: null };
    const asked = await changeOpen(tx, row.id, change);
    if (!asked) return;
    const awaits = { reason: 'link_awaits_proof', siteUserId: null, signedContext: null } as const;
    if (asked.arrivalId) await completeArrival(ctx, asked.arrivalId, awaits);
    return await enqueueAsking(ctx, tx, asked);
  }
  await endAttempt(ctx, tx, row, { status: 'refused', reason: 'account_link_conflict', isTold: true });
  if (!isSilent(row)) await tell(ctx, row, 'conflict.refused', event);
}

interface Linked {
  readonly linkId: string;
  readonly isNew: boolean;
}

async function noteLinked(ctx: Ctx, tx: Tx, row: AttemptRow, { linkId, isNew }: Linked): Promise<void> {
  const { refId, arrivalId, siteUserId, signedContext } = row;
  const change = { status: 'linked', reason: null, settledAt: ctx.clock.now(), linkId, siteUserId } as const;
  await changeOpen(tx, row.id, { ...change, ...NO_NAMES, needsThread: false, needsSite: false });
  if (arrivalId) {
    await completeArrival(ctx, arrivalId, { outcome: 'matched', reason: null, siteUserId, signedContext });
  }
  if (!refId) return;
  await recordStage(ctx, { refId, stage: 'linked', ...(isNew ? {} : { reason: LINKED_BEFORE }) });
  await setVisitQuestion(ctx, refId, null);
}

async function tell(
  ctx: Ctx,
  { siteId, pageId, psid, label }: AttemptRow,
  key: 'tooWeak' | 'alreadyLinked' | 'conflict.refused',
  event?: MessengerEvent,
): Promise<void> {
  await say(ctx, { siteId, pageId, psid, key, values: { account: label ?? '' }, event });
}
