import type { Ctx } from '../../base/ctx.ts';
import { constantTimeEqual, sha256 } from '../../base/crypto/hash.ts';
import { useUserToken } from '../../sites/index.ts';
import { checkAnswer } from './check-answer.ts';
import { assertYoung } from './find-session.ts';
import { LinkPageError } from './link-page-error.ts';
import { changeSession, selectSession, type SessionRow, spendTicket } from './store.ts';

/**
 * Goes on with whoever came back from a login, now that the browser shows its cookie: checks what they brought, and remembers
 * the account. Answers the id under which the session goes on: the one before is known to more pages than needed.
 * @throws {LinkPageError} `other_browser` ends the session: somebody else's browser came back with its login
 */
export async function proveAccount(ctx: Ctx, ticket: string, browser: string | undefined): Promise<string> {
  const row = await ctx.storage.read((at) => selectSession(at, 'ticketHash', sha256(ticket)));
  if (!row) throw new LinkPageError('used');
  assertYoung(ctx, row);
  if (browser === undefined || !constantTimeEqual(sha256(browser), row.browserHash)) await endForeign(ctx, row);
  const id = ctx.random.token(128);
  const session = await ctx.storage.write(async (tx) => {
    const spent = await spendTicket(tx, row);
    return spent && (await changeSession(tx, spent.idHash, ['returned'], { idHash: sha256(id) }));
  });
  if (!session) throw new LinkPageError('used', placeOf(row));
  await check(ctx, id, { ...session, sealedAnswer: row.sealedAnswer });
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

async function check(ctx: Ctx, id: string, session: SessionRow): Promise<void> {
  const proven = await checkAnswer(ctx, session).catch((cause: unknown) => {
    ctx.log.warn({ err: cause, siteId: session.siteId, requestId: ctx.requestId }, 'a login was refused');
    return null;
  });
  const row =
    proven &&
    (await ctx.storage.write(async (tx) => {
      if (proven.token && !(await useUserToken(ctx, proven.token))) return undefined;
      const { siteUserId, label } = proven;
      return await changeSession(tx, session.idHash, ['returned'], {
        step: 'proven',
        siteUserId,
        label,
        sealedCheck: null,
      });
    }));
  if (!row) throw new LinkPageError('login_failed', { ...placeOf(session), retry: id });
}

function placeOf({ siteId, language }: SessionRow): {
  readonly siteId: string;
  readonly language: SessionRow['language'];
} {
  return { siteId, language };
}
