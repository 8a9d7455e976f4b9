import type { Ctx } from '../../../base/ctx.ts';
import { answerOnSite } from '../../attempts/answering/answer-on-site.ts';
import { addressBack, openWayBack } from '../at-platform/way-back.ts';
import { findSessionToCancel } from '../session/find-session.ts';
import { giveUp } from '../session/give-up.ts';
import { LinkPageError } from '../session/link-page-error.ts';
import type { SessionKey } from '../session/link-visitor.ts';
import { BEFORE_CONSENT, type SessionStep } from '../session/session-step.ts';
import { selectSession, type SessionRow } from '../store.ts';

const BEFORE_QUESTION: readonly SessionStep[] = [...BEFORE_CONSENT, 'confirmed'];

/** A session after Cancel: given up, unless it was over before. */
export interface CancelledSession {
  readonly row: SessionRow;
  /** The way back to Messenger, unchanged, which gives its log-in up too; null where Messenger waits for none. */
  readonly wayBack: URL | null;
}

/**
 * Gives a session up at whichever step before a link: a code that was made counts no more, a question that the thread was
 * asked ends as by "not me", or where it is about two accounts as by "leave it as it is". What is tied stays so.
 * @throws {LinkPageError}
 */
export async function cancelSession(ctx: Ctx, key: SessionKey, proof: string): Promise<CancelledSession> {
  const { idHash, siteId, language } = await findSessionToCancel(ctx, key, proof);
  return await ctx.storage.write(async (tx) => {
    const ended = await giveUp(tx, idHash, BEFORE_QUESTION);
    if (ended) return { row: ended, wayBack: leadBack(ctx, ended) };
    const row = await selectSession(tx, 'idHash', idHash);
    // It has another id since: somebody came back from the login in this very moment.
    if (!row) throw new LinkPageError('used', { siteId, language });
    if (row.attemptId !== null) await answerOnSite(ctx, { attemptId: row.attemptId, answer: 'cancel' });
    return { row, wayBack: null };
  });
}

function leadBack(ctx: Ctx, row: SessionRow): URL | null {
  const wayBack = openWayBack(ctx, row);
  return wayBack && addressBack(ctx, wayBack, null);
}
