import { later } from '../../../base/clock.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { Bug } from '../../../base/errors.ts';
import type { Tx } from '../../../base/storage/index.ts';
import { openAttempt } from '../../attempts/open-attempt.ts';
import type { SessionStep } from '../session/session-step.ts';
import { changeSession, type SessionRow } from '../store.ts';

/**
 * Has the thread asked for the number that the page shows, without Messenger's help: it waits no longer, or never did. In the
 * caller's write.
 * @returns undefined when the session has gone on meanwhile
 */
export async function openNumberQuestion(
  ctx: Ctx,
  tx: Tx,
  session: SessionRow,
  { from, number }: { readonly from: SessionStep; readonly number: number },
): Promise<SessionRow | undefined> {
  // The page shows the number for as long as the thread asks for it.
  const expiresAt = later(ctx.clock.now(), ctx.settings.questionLifetimeMs);
  const asked = { step: 'asked', number, asksNumber: true, codeHash: null, sealedCode: null, expiresAt } as const;
  // The account as it is now: the site may have renamed it since the session was read.
  const present = await changeSession(tx, session.idHash, [from], asked);
  if (!present) return undefined;
  const { idHash, siteId, pageId, psid, siteUserId, label, address, agent, webLinkHash } = present;
  if (siteUserId === null) throw new Bug('A session was confirmed before its account was proven.');
  const way = webLinkHash === null ? 'messenger' : 'web';
  const account = { siteId, siteUserId, label };
  const attempt = await openAttempt(ctx, { ...account, pageId, psid, way, policy: 'match', number, address, agent });
  return await changeSession(tx, idHash, ['asked'], { attemptId: attempt.id });
}
