import { later, MINUTE } from '../../../base/clock.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { sha256 } from '../../../base/crypto/hash.ts';
import { shortenOrigin } from '../../../base/shorten-origin.ts';
import { languageOf } from '../../../messaging/index.ts';
import type { SiteSettings } from '../../../sites/index.ts';
import { readPerson } from '../../attempts/asking/read-person.ts';
import { sealWayBack, type WayBack } from '../at-platform/way-back.ts';
import { loginFault } from '../at-site/login-fault.ts';
import { LinkPageError } from '../session/link-page-error.ts';
import type { LinkVisitor } from '../session/link-visitor.ts';
import { insertSession, type SessionRow } from '../store.ts';
import { chooseLanguage } from './choose-language.ts';

const LIFETIME_MS = 15 * MINUTE;

/** A session that has just begun, with what only this browser is told. */
export interface OpenedSession {
  readonly id: string;
  readonly browser: string;
  readonly row: SessionRow;
}

/** Whose session it is to be: the thread is certain, the site exists. */
export interface SessionStart {
  readonly pageId: string;
  readonly psid: string;
  readonly site: SiteSettings;
  readonly wayBack: WayBack | null;
  readonly webLinkHash: string | null;
}

/**
 * Begins a session of the linking pages in this browser; others that it has open go on.
 * @throws {LinkPageError} `no_login` where the site has not said how its users sign in
 */
export async function openSession(ctx: Ctx, start: SessionStart, visitor: LinkVisitor): Promise<OpenedSession> {
  const { site, pageId, psid } = start;
  const fallback = chooseLanguage(visitor.languages) ?? site.language;
  const [person, language] = await Promise.all([
    readPerson(ctx, start, site.name),
    languageOf(ctx, pageId, psid, fallback),
  ]);
  const fault = loginFault(site);
  if (fault !== null) {
    ctx.log.warn({ siteId: site.id, requestId: ctx.requestId }, `nobody can log in on the linking pages: ${fault}`);
    throw new LinkPageError('no_login', { language, siteId: site.id });
  }
  const id = ctx.random.token(128);
  const browser = visitor.browser ?? ctx.random.token(256);
  const row = toRow(ctx, start, { id, browser, person, language, visitor });
  await ctx.storage.write((tx) => insertSession(tx, row));
  return { id, browser, row };
}

function toRow(
  ctx: Ctx,
  { pageId, psid, site, wayBack, webLinkHash }: SessionStart,
  {
    id,
    browser,
    person,
    language,
    visitor,
  }: Pick<SessionRow, 'person' | 'language'> & {
    readonly id: string;
    readonly browser: string;
    readonly visitor: LinkVisitor;
  },
): SessionRow {
  const createdAt = ctx.clock.now();
  return {
    idHash: sha256(id),
    browserHash: sha256(browser),
    pageId,
    psid,
    siteId: site.id,
    person,
    language,
    sealedWayBack: wayBack && sealWayBack(ctx, { pageId, psid }, wayBack),
    webLinkHash,
    step: 'started',
    asksNumber: site.linking.confirmNumber,
    ...shortenOrigin(visitor),
    createdAt,
    expiresAt: later(createdAt, LIFETIME_MS),
    ...NOTHING_YET,
  };
}

const NOTHING_YET = {
  earlierHash: null,
  stateHash: null,
  sealedCheck: null,
  sealedAnswer: null,
  ticketHash: null,
  login: null,
  siteUserId: null,
  label: null,
  number: null,
  codeHash: null,
  sealedCode: null,
  codeExpiresAt: null,
  codeEventId: null,
  attemptId: null,
} as const;
