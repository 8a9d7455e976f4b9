import type { CreateLinkCodeBody, LinkCode } from '../../../shared/api/link-codes.ts';
import { LINK_CODE_LIFETIME_MS, linkCodeRef, showLinkCode } from '../../../shared/link-code.ts';
import { recordAudit } from '../../audit/index.ts';
import { later } from '../../base/clock.ts';
import { sha256 } from '../../base/crypto/hash.ts';
import type { Ctx } from '../../base/ctx.ts';
import { ThreadtieError } from '../../base/errors.ts';
import type { Caller } from '../../base/http/index.ts';
import { type Tx, UniqueConflict } from '../../base/storage/index.ts';
import { type FoundEntryPoint, messengerLink } from '../../entry-points/index.ts';
import { openProvenVisit } from '../../refs/index.ts';
import { drawLinkCode } from './draw-link-code.ts';
import { hashLinkCode } from './hash-link-code.ts';
import { findCodeEntryPoint, proveCodeAccount, type CodeAccount } from './prove-code-account.ts';
import { countLinkCodes, insertLinkCode } from './store.ts';

/** How many codes may be out at a time. */
const MOST = { accountHash: 5, siteId: 3000, pageId: 3000 } as const;
/** With three thousand of them out, one in ten million that are drawn is taken. */
const MOST_DRAWS = 5;

/**
 * Gives out a code by which one thread can be tied to an account: to a browser whose user token proves the account, or to the
 * site's back end, which names it. It belongs to a visit, so that its holder can watch, confirm and end what comes of it.
 * @throws {ThreadtieError} `not_found` (entry point), `origin_not_allowed`, `invalid_request`, `missing_scope`,
 *   `link_code_refused`, `too_many_requests`
 */
export async function issueLinkCode(ctx: Ctx, input: CreateLinkCodeBody, from: Caller): Promise<LinkCode> {
  const entryPoint = await findCodeEntryPoint(ctx, input, from.origin);
  const account = await proveCodeAccount(ctx, entryPoint.siteId, input);
  const issued = await ctx.storage.write((tx) =>
    issue(ctx, tx, { entryPoint, account, dataRef: input.dataRef ?? null, browser: from }),
  );
  const { code, id, watchSecret, expiresAt } = issued;
  const url = await messengerLink(ctx, entryPoint.pageId, linkCodeRef(entryPoint.code, code));
  return { id, code: showLinkCode(code), url, watchSecret, expiresAt: expiresAt.toISOString() };
}

interface Issue {
  readonly entryPoint: FoundEntryPoint;
  readonly account: CodeAccount;
  readonly dataRef: string | null;
  readonly browser: Caller;
}

async function issue(ctx: Ctx, tx: Tx, { entryPoint, account, dataRef, browser }: Issue) {
  const { siteId, pageId, key: entryPointKey } = entryPoint;
  const now = ctx.clock.now();
  const accountHash = sha256(JSON.stringify([siteId, account.user.siteUserId]));
  // Of many that ask at once each must see those before it.
  await tx.lock([accountHash, siteId, pageId].map((owner) => `linking.codes ${owner}`));
  await assertFew(tx, { accountHash, siteId, pageId }, later(now, -LINK_CODE_LIFETIME_MS));
  await account.use();
  const { id, watchSecret, identityExpiresAt } = await openProvenVisit(ctx, {
    entryPoint,
    user: account.user,
    dataRef,
    browser,
  });
  const expiresAt = earlier(later(now, LINK_CODE_LIFETIME_MS), identityExpiresAt);
  const owner = { siteId, pageId, entryPointKey, refId: id, accountHash };
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const code = drawLinkCode(ctx);
    const [hash] = hashLinkCode(ctx, code);
    const row = { hash, ...owner, createdAt: now, expiresAt, usedPsid: null, usedAt: null };
    if (!(await insertLinkCode(tx, row))) continue;
    if (ctx.actor.type === 'api-key') await recordAudit(ctx, { action: 'link_code.created', subject: id, siteId });
    return { id, watchSecret, expiresAt, code };
  }
  throw new UniqueConflict('link_codes', { cause: 'every code that was drawn was taken' });
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

async function assertFew(tx: Tx, owner: Readonly<Record<keyof typeof MOST, string>>, since: Date): Promise<void> {
  for (const by of ['accountHash', 'siteId', 'pageId'] as const) {
    if ((await countLinkCodes(tx, by, owner[by], since)) < MOST[by]) continue;
    throw new ThreadtieError(
      'too_many_requests',
      by === 'accountHash'
        ? 'This account has got as many codes as can be out at a time.'
        : 'As many codes are out as can be at a time.',
      'Use one of them, or wait ten minutes.',
    );
  }
}
