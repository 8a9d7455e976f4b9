import { later, MINUTE } from '../../../base/clock.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { sha256 } from '../../../base/crypto/hash.ts';
import { drawNumber } from '../../attempts/asking/draw-numbers.ts';
import { isStillAwaited } from '../at-platform/resolve-person.ts';
import { openWayBack } from '../at-platform/way-back.ts';
import { findLoginObstacle } from '../at-site/find-login-obstacle.ts';
import { findSessionOfForm } from '../session/find-session.ts';
import { LinkPageError } from '../session/link-page-error.ts';
import type { SessionKey } from '../session/link-visitor.ts';
import { BEFORE_CONSENT } from '../session/session-step.ts';
import { changeSession, selectSession, type SessionRow, spendWebLink } from '../store.ts';
import { openNumberQuestion } from './open-number-question.ts';
import { refuseSession } from './refuse-session.ts';
import { sealCode } from './session-code.ts';

const CODE_LIFETIME_MS = 5 * MINUTE;

/**
 * Somebody says that this thread and this account are theirs. Where Messenger waits for them they get a code to bring it;
 * where it does not, the thread is asked for a number at once. Pressed twice, it happens once.
 * @throws {LinkPageError}
 */
export async function connectSession(ctx: Ctx, key: SessionKey, proof: string): Promise<void> {
  const session = await findSessionOfForm(ctx, key, proof);
  if (session.step === 'confirmed' || session.step === 'asked' || session.step === 'done') return;
  const { siteId, language } = session;
  if (session.step !== 'proven') throw new LinkPageError('used', { siteId, language });
  const wayBack = openWayBack(ctx, session);
  const isAwaited = wayBack !== null && (await isStillAwaited(ctx, session, wayBack.token));
  const number = drawNumber(ctx);
  const fault = await ctx.storage.write(async (tx) => {
    const obstacle = await findLoginObstacle(ctx, session);
    if (obstacle !== null && (await refuseSession(ctx, tx, session, ['proven']))) return obstacle;
    const goneOn = isAwaited
      ? await changeSession(tx, session.idHash, ['proven'], newCode(ctx, session, number))
      : await openNumberQuestion(ctx, tx, session, { from: 'proven', number });
    if (!goneOn) {
      // Pressed twice: the other has done it.
      const present = await selectSession(tx, 'idHash', session.idHash);
      if (!present || BEFORE_CONSENT.includes(present.step)) throw new LinkPageError('used', { siteId, language });
    } else if (session.webLinkHash && !(await spendWebLink(tx, session.webLinkHash, ctx.clock.now()))) {
      throw new LinkPageError('used', { siteId, language });
    }
    return null;
  });
  if (fault !== null) throw new LinkPageError(fault, { siteId, language });
}

function newCode(ctx: Ctx, session: SessionRow, number: number): Partial<SessionRow> {
  const code = ctx.random.token(256);
  return {
    step: 'confirmed',
    number: session.asksNumber ? number : null,
    codeHash: sha256(code),
    sealedCode: sealCode(ctx, session, code),
    codeExpiresAt: later(ctx.clock.now(), CODE_LIFETIME_MS),
    expiresAt: later(ctx.clock.now(), CODE_LIFETIME_MS + ctx.settings.questionLifetimeMs),
  };
}
