import type { AccountLink } from '../../../shared/api/account-links.ts';
import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import { LINKED_BEFORE } from '../../../shared/visit.ts';
import { isAsStrong, linkAccountNow, type LinkResult } from '../../account-links/index.ts';
import { completeArrival } from '../../arrivals/index.ts';
import type { Ctx } from '../../base/ctx.ts';
import { Bug } from '../../base/errors.ts';
import type { Tx } from '../../base/storage/index.ts';
import { findEntryPointByKey } from '../../entry-points/index.ts';
import { findSiteUserOfVisit, recordStage, setVisitQuestion } from '../../refs/index.ts';
import { getSiteSettings } from '../../sites/index.ts';
import { isLoginWithdrawn } from '../login/at-site/is-login-withdrawn.ts';
import { obstacleOf } from '../obstacle-of.ts';
import { enqueueAsking } from './asking/ask-job.ts';
import { assuranceOf } from './attempt.ts';
import { endAttempt } from './end-attempt.ts';
import { NOTHING_PERSONAL } from './nothing-personal.ts';
import { say } from './say.ts';
import { type AttemptRow, changeOpen } from './store.ts';

/** What came with the last proof. */
export interface LastProof {
  readonly event?: MessengerEvent | undefined;
  /** The link that the person gives up for this one. */
  readonly replaces?: string | null;
}

/**
 * Every proof of an attempt is in: ties the thread at once, as the site's rules have it now. What the site has taken back
 * since the question was asked is not tied.
 */
export async function settleAttempt(ctx: Ctx, proven: AttemptRow, last: LastProof = {}): Promise<void> {
  const { event, replaces = null } = last;
  await ctx.storage.write(async (tx) => {
    const row = await withPresentAccount(ctx, tx, proven, event);
    if (!row) return;
    const { linking } = await getSiteSettings(ctx, row.siteId);
    const { onConflict, minimumAssurance } = linking;
    const { address, agent, way, policy } = row;
    const rules = { onConflict, minimumAssurance, replaces };
    const proof = { ...row, address, agent, assurance: assuranceOf(way, policy), ...rules };
    await linkAccountNow(ctx, proof, async (result) => await finish(ctx, tx, row, result, event));
  });
}

/** The thread is tied to the account already, by as good a proof: nothing is asked and nothing is tied. */
export async function finishAsStanding(
  ctx: Ctx,
  tx: Tx,
  row: AttemptRow,
  standing: Pick<AccountLink, 'id' | 'assurance'>,
  event?: MessengerEvent,
): Promise<void> {
  const { linking } = await getSiteSettings(ctx, row.siteId);
  if (isAsStrong(standing.assurance, linking.minimumAssurance)) {
    return await noteLinked(ctx, tx, row, { linkId: standing.id, isNew: false });
  }
  await endAttempt(ctx, tx, row, { status: 'refused', reason: 'assurance_too_low' });
  if (!isSilent(row)) await tell(ctx, row, 'tooWeak', event);
}

/** The site may have changed the account's id, deleted it, or closed the way it came by, while the question was open. */
async function withPresentAccount(
  ctx: Ctx,
  tx: Tx,
  row: AttemptRow,
  event?: MessengerEvent,
): Promise<AttemptRow | null> {
  if (!row.refId) {
    const isLogin = row.way === 'messenger' || row.way === 'web';
    if (isLogin && (await isLoginWithdrawn(ctx, tx, row))) return await withdraw(ctx, tx, row, event);
    return row;
  }
  const account = await findSiteUserOfVisit(ctx, row.refId);
  if (!account) {
    await endAttempt(ctx, tx, row, { status: 'refused', reason: 'site_user_erased' });
    return null;
  }
  if (await isWithdrawn(ctx, row, account.entryPointKey)) return await withdraw(ctx, tx, row, event);
  return { ...row, siteUserId: account.siteUserId, label: account.label ?? row.label };
}

async function withdraw(ctx: Ctx, tx: Tx, row: AttemptRow, event?: MessengerEvent): Promise<null> {
  await endAttempt(ctx, tx, row, { status: 'refused', reason: 'linking_withdrawn' });
  if (!isSilent(row)) await tell(ctx, row, 'failed', event);
  return null;
}

async function isWithdrawn(ctx: Ctx, { siteId, way }: AttemptRow, entryPointKey: string): Promise<boolean> {
  const entryPoint = await findEntryPointByKey(ctx, entryPointKey);
  if (!entryPoint || obstacleOf(entryPoint) !== null) return true;
  // A chat code may stand on another proof than a user token.
  return way === 'visit' && (await getSiteSettings(ctx, siteId)).userTokens.mode !== 'enforce';
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
    const question = { needsThread: true, questionId: null, asked: 0 };
    const change = { conflictWith: standing.id, conflictLabel: standing.label, ...question };
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
  const linked = await changeOpen(tx, row.id, { ...change, ...NOTHING_PERSONAL, needsThread: false, needsSite: false });
  if (!linked) throw new Bug('A thread was tied by an attempt that had ended.');
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
  key: 'failed' | 'tooWeak' | 'alreadyLinked' | 'conflict.refused',
  event?: MessengerEvent,
): Promise<void> {
  await say(ctx, { siteId, pageId, psid, key, values: { account: label ?? '' }, event });
}
