import type { Ctx } from '../../../base/ctx.ts';
import { sha256 } from '../../../base/crypto/hash.ts';
import type { Tx } from '../../../base/storage/index.ts';
import { useUserToken } from '../../../sites/index.ts';
import { assertYoung } from '../session/find-session.ts';
import { isSameBrowser } from '../session/is-same-browser.ts';
import { LinkPageError } from '../session/link-page-error.ts';
import { changeSession, selectSession, type SessionRow, spendTicket } from '../store.ts';
import { checkAnswer, type LoginAccount } from './check-answer.ts';

/**
 * Goes on with whoever came back from a login, now that the browser shows its cookie: checks what they brought, and remembers
 * the account. Answers the id under which the session goes on: the one before is known to more pages than needed. The same
 * browser gets the same answer again, whichever of its requests was first, and after a crash.
 * @throws {LinkPageError} `other_browser` ends the session: somebody else's browser came back with its login
 */
export async function proveAccount(ctx: Ctx, ticket: string, browser: string | undefined): Promise<string> {
  const id = sha256(`threadtie:link-session:${ticket}:${browser ?? ''}`);
  const [parked, earlier] = await ctx.storage.read(async (at) => [
    await selectSession(at, 'ticketHash', sha256(ticket)),
    await selectSession(at, 'idHash', sha256(id)),
  ]);
  const row = parked ?? earlier;
  if (!row) throw new LinkPageError('used');
  assertYoung(ctx, row);
  if (!isSameBrowser(browser, row)) await endForeign(ctx, row);
  const session = parked ? await goOn(ctx, parked, id) : row;
  if (!session) throw new LinkPageError('used', placeOf(row));
  if (session.step === 'returned') throw new LinkPageError('login_failed', { ...placeOf(session), retry: id });
  return id;
}

async function endForeign(ctx: Ctx, row: SessionRow): Promise<never> {
  const { siteId, pageId } = row;
  ctx.log.warn({ siteId, pageId, requestId: ctx.requestId }, 'a login came back in another browser than it began in');
  await ctx.storage.write((tx) =>
    changeSession(tx, row.idHash, ['returned'], { step: 'cancelled', ticketHash: null, sealedAnswer: null }),
  );
  throw new LinkPageError('other_browser', placeOf(row));
}

async function goOn(ctx: Ctx, row: SessionRow, id: string): Promise<SessionRow | undefined> {
  const proven = await checkAnswer(ctx, row).catch((cause: unknown) => {
    ctx.log.warn({ err: cause, siteId: row.siteId, requestId: ctx.requestId }, 'a login was refused');
    return null;
  });
  return await ctx.storage.write((tx) => takeProof(ctx, tx, row, { idHash: sha256(id), proven }));
}

async function takeProof(
  ctx: Ctx,
  tx: Tx,
  row: SessionRow,
  { idHash, proven }: { readonly idHash: string; readonly proven: LoginAccount | null },
): Promise<SessionRow | undefined> {
  // Undefined where another request of this browser was first: it may have failed where this one did not.
  const session = (await spendTicket(tx, row, idHash)) ?? (await selectSession(tx, 'idHash', idHash));
  if (session?.step !== 'returned' || !proven) return session;
  if (proven.token && !(await useUserToken(ctx, proven.token))) return session;
  const { siteUserId, label, login } = proven;
  const change = { step: 'proven', siteUserId, label, login, sealedCheck: null } as const;
  return (await changeSession(tx, idHash, ['returned'], change)) ?? session;
}

function placeOf({ siteId, language }: SessionRow): {
  readonly siteId: string;
  readonly language: SessionRow['language'];
} {
  return { siteId, language };
}
