import type { Ctx } from '../../../base/ctx.ts';
import { sha256 } from '../../../base/crypto/hash.ts';
import { assertYoung } from '../session/find-session.ts';
import { LinkPageError } from '../session/link-page-error.ts';
import { changeSession, selectSession, type SessionRow } from '../store.ts';
import { type LoginAnswer, sealLogin } from './login-check.ts';

/**
 * Somebody comes back from the login of a site. Browsers do not send our cookie along from there, so what they bring is put
 * aside under a ticket, and looked at when a page of ours has led them on, with the cookie: else anybody could have their own
 * session finished by whoever follows a link. The state is spent.
 * @throws {LinkPageError} `used`: the same for a state there never was; `too_old`
 */
export async function receiveReturn(
  ctx: Ctx,
  state: string,
  answer: LoginAnswer,
): Promise<{ readonly ticket: string; readonly row: SessionRow }> {
  const found = await ctx.storage.read((at) => selectSession(at, 'stateHash', sha256(state)));
  if (!found) throw new LinkPageError('used');
  assertYoung(ctx, found);
  const ticket = ctx.random.token(256);
  const parked = { ticketHash: sha256(ticket), sealedAnswer: sealLogin(ctx, found, answer), stateHash: null };
  const row = await ctx.storage.write((tx) =>
    changeSession(tx, found.idHash, ['left'], { step: 'returned', ...parked }),
  );
  if (!row) throw new LinkPageError('used', { language: found.language, siteId: found.siteId });
  return { ticket, row };
}
