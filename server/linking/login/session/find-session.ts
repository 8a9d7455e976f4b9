import type { Ctx } from '../../../base/ctx.ts';
import { constantTimeEqual, sha256 } from '../../../base/crypto/hash.ts';
import { isSameBrowser } from './is-same-browser.ts';
import { LinkPageError } from './link-page-error.ts';
import type { SessionKey } from './link-visitor.ts';
import { selectSession, type SessionRow } from '../store.ts';

/**
 * The session of an address, for the browser it began in and for nobody else.
 * @throws {LinkPageError} `other_browser`, the same for a session that there is not; `too_old`
 */
export async function findSession(ctx: Ctx, { id, browser }: SessionKey): Promise<SessionRow> {
  const row = await ctx.storage.read((at) => selectSession(at, 'idHash', sha256(id)));
  const fits = isSameBrowser(browser, row);
  if (!row || !fits) throw new LinkPageError('other_browser');
  assertYoung(ctx, row);
  return row;
}

/** Refuses a session that has ended by its time. @throws {LinkPageError} `too_old` */
export function assertYoung(ctx: Ctx, { expiresAt, language, siteId }: SessionRow): void {
  if (expiresAt <= ctx.clock.now()) throw new LinkPageError('too_old', { language, siteId });
}

/** What a form of this session carries: only a page that this browser was sent can know it. */
export function formProof({ id, browser = '' }: SessionKey): string {
  return sha256(`threadtie:link-form:${id}:${browser}`);
}

/** The same, of a form that came. @throws {LinkPageError} `other_browser` when it was not one of this session's pages */
export async function findSessionOfForm(ctx: Ctx, key: SessionKey, proof: string): Promise<SessionRow> {
  if (!constantTimeEqual(proof, formProof(key))) throw new LinkPageError('other_browser');
  return await findSession(ctx, key);
}
