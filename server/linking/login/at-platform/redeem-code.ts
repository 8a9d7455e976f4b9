import type { EventOf } from '../../../../shared/messenger/messenger-event.ts';
import { refuseLink } from '../../../account-links/index.ts';
import { later, MINUTE } from '../../../base/clock.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { sha256 } from '../../../base/crypto/hash.ts';
import type { Tx } from '../../../base/storage/index.ts';
import type { TextKey } from '../../../messaging/index.ts';
import { openAttempt } from '../../attempts/open-attempt.ts';
import { say } from '../../attempts/say.ts';
import { findLoginObstacle } from '../at-site/find-login-obstacle.ts';
import { giveUp } from '../session/give-up.ts';
import { changeSession, insertRefusedCode, selectSession, type SessionRow, spendCode } from '../store.ts';
import { askToUnlink } from './ask-to-unlink.ts';

/** Messenger's word that somebody logged in or out. */
export type LoginEvent = EventOf<'account_linking'> & { readonly psid: string };

/** Why a code led to nothing. */
type CodeFault =
  | 'code_missing'
  | 'code_unknown'
  | 'code_of_another_thread'
  | 'code_cancelled'
  | 'code_used'
  | 'code_expired'
  | 'linking_withdrawn'
  | 'standby';

/** What those are told who wait for an answer; of the others nobody knows who they are. */
const ANSWERS: Readonly<Partial<Record<CodeFault, TextKey>>> = {
  code_cancelled: 'otherPerson',
  code_expired: 'expired',
  linking_withdrawn: 'failed',
};

/** How late the platform's word may come to count by its own time: webhooks are sent again after outages. */
const LATEST_MS = 15 * MINUTE;

/**
 * Somebody came back to Messenger with a code: the thread that the code was made for is asked for the number, or tied at
 * once. A code that is not this thread's, was given up or comes again ties nothing, nor does one whose login was withdrawn; it
 * is written down, and Messenger is told to forget.
 */
export async function redeemCode(ctx: Ctx, event: LoginEvent): Promise<void> {
  const { authorizationCode: code } = event.detail;
  await ctx.storage.write(async (tx) => {
    const codeHash = sha256(code ?? '');
    const session = code === null ? undefined : await selectSession(tx, 'codeHash', codeHash);
    if (session?.codeEventId === event.id) return;
    const fault = faultOf(ctx, event, session);
    if (fault) return await refuse(ctx, tx, event, fault, session);
    const spent = await spendCode(tx, codeHash, event.id);
    if (!spent) return await refuse(ctx, tx, event, 'code_used', session);
    if ((await findLoginObstacle(ctx, spent)) === null) return await begin(ctx, tx, event, spent);
    await giveUp(tx, spent.idHash, ['done']);
    await refuse(ctx, tx, event, 'linking_withdrawn', spent);
  });
}

function faultOf(ctx: Ctx, event: LoginEvent, session: SessionRow | undefined): CodeFault | null {
  if (event.isStandby) return 'standby';
  if (!event.detail.authorizationCode) return 'code_missing';
  if (!session) return 'code_unknown';
  if (session.pageId !== event.pageId || session.psid !== event.psid) return 'code_of_another_thread';
  if (session.codeEventId === null && session.step === 'cancelled') return 'code_cancelled';
  if (session.codeEventId !== null || session.step !== 'confirmed') return 'code_used';
  return isInTime(ctx, event, session) ? null : 'code_expired';
}

/** Whether the code was brought in time, by the platform's clock: the event may have waited for us, but not for ever. */
function isInTime(ctx: Ctx, { occurredAt }: LoginEvent, { codeExpiresAt }: SessionRow): boolean {
  const now = ctx.clock.now();
  if (codeExpiresAt === null || now > later(codeExpiresAt, LATEST_MS)) return false;
  return (occurredAt < now ? occurredAt : now) < codeExpiresAt;
}

async function begin(ctx: Ctx, tx: Tx, event: LoginEvent, session: SessionRow): Promise<void> {
  const { siteId, siteUserId, label, pageId, psid, address, agent, number } = session;
  const account = { siteId, siteUserId: siteUserId ?? '', label };
  const asks = number === null ? ({ policy: 'none' } as const) : ({ policy: 'match', number } as const);
  const origin = { pageId, psid, way: 'messenger', address, agent, event } as const;
  const attempt = await openAttempt(ctx, { ...account, ...origin, ...asks });
  await changeSession(tx, session.idHash, ['done'], { attemptId: attempt.id });
}

async function refuse(
  ctx: Ctx,
  tx: Tx,
  event: LoginEvent,
  reason: CodeFault,
  session: SessionRow | undefined,
): Promise<void> {
  const { id: eventId, pageId, psid } = event;
  const siteId = session?.siteId ?? null;
  if (!(await insertRefusedCode(tx, { eventId, pageId, psid, siteId, reason, at: ctx.clock.now() }))) return;
  ctx.log.warn(
    { eventId, pageId, ...(siteId === null ? {} : { siteId }) },
    `an authorization code was refused: ${reason}`,
  );
  if (session) {
    const { siteUserId, address, agent } = session;
    const link = { siteId: session.siteId, siteUserId: siteUserId ?? '', pageId, psid, address, agent, refId: null };
    const why = reason === 'linking_withdrawn' ? reason : 'code_refused';
    const refused = { assurance: 'account-linking', way: 'messenger', reason: why, standingLinkId: null } as const;
    await refuseLink(ctx, { ...link, ...refused });
    const key = ANSWERS[reason];
    if (key !== undefined) await say(ctx, { siteId: session.siteId, pageId, psid, key, event });
  }
  if (!event.isStandby) await askToUnlink(ctx, tx, { pageId, psid });
}
