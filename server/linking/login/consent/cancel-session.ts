import type { Ctx } from '../../../base/ctx.ts';
import { findSessionOfForm } from '../session/find-session.ts';
import type { SessionKey } from '../session/link-visitor.ts';
import { BEFORE_CONSENT } from '../session/session-step.ts';
import { changeSession } from '../store.ts';
import { addressBack, openWayBack } from '../at-platform/way-back.ts';

/**
 * Gives a session up. Answers the way back to Messenger, unchanged, which gives its log-in up too; null where there is none
 * and the page itself says it.
 * @throws {LinkPageError}
 */
export async function cancelSession(ctx: Ctx, key: SessionKey, proof: string): Promise<URL | null> {
  const session = await findSessionOfForm(ctx, key, proof);
  const change = {
    step: 'cancelled',
    stateHash: null,
    ticketHash: null,
    sealedAnswer: null,
    sealedCheck: null,
  } as const;
  const row = await ctx.storage.write((tx) => changeSession(tx, session.idHash, BEFORE_CONSENT, change));
  const wayBack = openWayBack(ctx, session);
  return row && wayBack ? addressBack(ctx, wayBack, null) : null;
}
