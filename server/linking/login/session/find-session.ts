import type { Ctx } from '../../../base/ctx.ts';
import { constantTimeEqual, sha256 } from '../../../base/crypto/hash.ts';
import { selectSession, type SessionRow } from '../store.ts';
import { isSameBrowser } from './is-same-browser.ts';
import { LinkPageError } from './link-page-error.ts';
import type { SessionKey } from './link-visitor.ts';

/**
 * The session of an address, for the browser it began in and for nobody else.
 * @throws {LinkPageError} `other_browser`, or `used` for a browser that has had sessions: both the same for a session that
 *   there is not; `too_old`
 */
export async function findSession(ctx: Ctx, { id, browser }: SessionKey): Promise<SessionRow> {
  const row = await ctx.storage.read((at) => selectSession(at, 'idHash', sha256(id)));
  const own = assertOwn(row, browser);
  assertYoung(ctx, own);
  return own;
}

function assertOwn(row: SessionRow | undefined, browser: string | undefined): SessionRow {
  const fits = isSameBrowser(browser, row);
  // Its own pages from before the login stand under another id: it may well have been connected since.
  if (!row || !fits) throw new LinkPageError(browser === undefined ? 'other_browser' : 'used');
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

function assertProof(key: SessionKey, proof: string): void {
  if (!constantTimeEqual(proof, formProof(key))) throw new LinkPageError('other_browser');
}

/** The same, of a form that came. @throws {LinkPageError} `other_browser` when it was not one of this session's pages */
export async function findSessionOfForm(ctx: Ctx, key: SessionKey, proof: string): Promise<SessionRow> {
  assertProof(key, proof);
  return await findSession(ctx, key);
}

/** The same, of a form that only gives up: a page from before the login may do so too, at any time. */
export async function findSessionToCancel(ctx: Ctx, key: SessionKey, proof: string): Promise<SessionRow> {
  assertProof(key, proof);
  const idHash = sha256(key.id);
  const row = await ctx.storage.read(
    async (at) => (await selectSession(at, 'idHash', idHash)) ?? (await selectSession(at, 'earlierHash', idHash)),
  );
  return assertOwn(row, key.browser);
}
