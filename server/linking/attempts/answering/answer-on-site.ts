import type { Ctx } from '../../../base/ctx.ts';
import { shortenOrigin } from '../../../base/shorten-origin.ts';
import { endAttempt } from '../end-attempt.ts';
import { say } from '../say.ts';
import { settleAttempt } from '../settle-attempt.ts';
import { showQuestion } from '../asking/show-question.ts';
import { changeOpen, lockAttempt, selectAttempt, selectOpenOfVisit } from '../store.ts';
import { keepStanding } from './keep-standing.ts';

/** What the holder of a visit's secret, or a page of ours, answers. Who calls it has checked that they may. */
export interface AnswerOnSite {
  /** One of both. */
  readonly refId?: string;
  readonly attemptId?: string;
  readonly answer: 'connect' | 'not_me' | 'cancel';
  /** Where the answer came from; kept cut. */
  readonly address?: string | null;
  readonly agent?: string | null;
}

/**
 * Takes an answer from the site. `not_me` ends whatever is open; so does `cancel`, which where the thread is asked about two
 * accounts is the choice of the one it has; `connect` counts where it is asked for, and the same again changes nothing.
 * False: there was nothing to answer, or no longer.
 */
export async function answerOnSite(ctx: Ctx, input: AnswerOnSite): Promise<boolean> {
  return await ctx.storage.write(async (tx) => {
    const { refId, attemptId = '' } = input;
    const found = refId === undefined ? await selectAttempt(tx, attemptId) : await selectOpenOfVisit(tx, refId);
    const row = found && (await lockAttempt(tx, found.id));
    if (!row || row.settledAt) return false;
    if (ctx.clock.now() > row.expiresAt) {
      await endAttempt(ctx, tx, row, { status: 'expired', reason: 'question_expired' });
      return false;
    }
    const { siteId, pageId, psid } = row;
    if (input.answer === 'cancel' && row.conflictWith !== null) {
      await keepStanding(ctx, tx, row);
      return true;
    }
    if (input.answer !== 'connect') {
      await endAttempt(ctx, tx, row, { status: 'spoiled', reason: 'not_me' });
      await say(ctx, { siteId, pageId, psid, key: 'otherPerson' });
      return true;
    }
    // Nobody consents to a person they have not been shown.
    if (!row.needsSite) return row.policy === 'code';
    if (row.person === null) return false;
    const origin = shortenOrigin({ address: input.address ?? null, agent: input.agent ?? null });
    const changed = await changeOpen(tx, row.id, { needsSite: false, ...origin });
    if (changed && !changed.needsThread) await settleAttempt(ctx, changed);
    else if (changed) await showQuestion(ctx, changed);
    return changed !== undefined;
  });
}
