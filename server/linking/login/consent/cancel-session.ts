import type { Ctx } from '../../../base/ctx.ts';
import { findSessionOfForm } from '../session/find-session.ts';
import type { SessionKey } from '../session/link-visitor.ts';
import { BEFORE_CONSENT, type SessionStep } from '../session/session-step.ts';
import { changeSession } from '../store.ts';
import { addressBack, openWayBack } from '../at-platform/way-back.ts';

const BEFORE_CODE: readonly SessionStep[] = [...BEFORE_CONSENT, 'confirmed'];

/**
 * Gives a session up, also one that was agreed to while Messenger has not brought its code: the code counts no more. Answers
 * the way back to Messenger, unchanged, which gives its log-in up too; null where there is none, or it is too late, and the
 * session's own page says how it stands.
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
    number: null,
    codeHash: null,
    sealedCode: null,
  } as const;
  const row = await ctx.storage.write((tx) => changeSession(tx, session.idHash, BEFORE_CODE, change));
  const wayBack = openWayBack(ctx, session);
  return row && wayBack ? addressBack(ctx, wayBack, null) : null;
}
