import type { Ctx } from '../../../base/ctx.ts';
import { drawNumber } from '../../attempts/asking/draw-numbers.ts';
import { isStillAwaited } from '../at-platform/resolve-person.ts';
import { addressBack, openWayBack } from '../at-platform/way-back.ts';
import { findSession } from '../session/find-session.ts';
import type { SessionKey } from '../session/link-visitor.ts';
import { openNumberQuestion } from './open-number-question.ts';
import { openCode } from './session-code.ts';

/**
 * Where somebody goes who has confirmed: to Messenger, with their code. Where it waits no longer, the thread asks for the
 * number instead. Null: nowhere, the session's own page says what happens now.
 * @throws {LinkPageError}
 */
export async function goBack(ctx: Ctx, key: SessionKey): Promise<URL | null> {
  const session = await findSession(ctx, key);
  const [wayBack, code] = [openWayBack(ctx, session), openCode(ctx, session)];
  if (session.step !== 'confirmed' || !wayBack || code === null) return null;
  const isGood = session.codeExpiresAt !== null && session.codeExpiresAt > ctx.clock.now();
  const url = isGood ? addressBack(ctx, wayBack, code) : null;
  if (url && (await isStillAwaited(ctx, session, wayBack.token))) return url;
  const number = session.number ?? drawNumber(ctx);
  await ctx.storage.write((tx) => openNumberQuestion(ctx, tx, session, { from: 'confirmed', number }));
  return null;
}
