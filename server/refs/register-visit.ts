import type { RegisterRefBody } from '../../shared/api/refs.ts';
import { codeOfVisitRef } from '../../shared/ref.ts';
import type { RegisteredRef, UserTokenError, VisitIdentity } from '../../shared/visit.ts';
import { later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { sha256 } from '../base/crypto/hash.ts';
import { notFound, ThreadtieError } from '../base/errors.ts';
import type { Caller } from '../base/http/index.ts';
import { shortenOrigin } from '../base/shorten-origin.ts';
import type { Tx } from '../base/storage/index.ts';
import { assertSiteOrigin, findEntryPointByKey, type FoundEntryPoint, messengerLink } from '../entry-points/index.ts';
import { signedDataRef, type SiteUser, type UserTokenResult, useUserToken, verifyUserToken } from '../sites/index.ts';
import { describeIdentity } from './identity-message.ts';
import { VISIT_REGISTERED_LATE } from './jobs.ts';
import { mintVisitRef } from './mint-visit-ref.ts';
import { insertRef, insertStages, type RefRow, registerAwaitedRef, selectByHash } from './store.ts';

/** What became of the user token. */
interface Identity {
  readonly status: VisitIdentity['status'];
  readonly code: UserTokenError | null;
  readonly user: SiteUser | null;
}

const NO_PLACE = { address: null, agent: null } as const;
const NO_IDENTITY: Identity = { status: 'none', code: null, user: null };

/**
 * Registers a visit under the ref the browser minted, or mints one. A ref is registered once; a user token that does not
 * hold leaves the visit without identity, and the answer says why.
 * @throws {ThreadtieError} `not_found` (entry point), `origin_not_allowed`, `invalid_request` (ref of another entry point),
 *   `ref_already_registered`
 */
export async function registerVisit(ctx: Ctx, input: RegisterRefBody, from: Caller): Promise<RegisteredRef> {
  const entryPoint = await findEntryPointByKey(ctx, input.entryPoint);
  if (!entryPoint) throw notFound('entry point', input.entryPoint);
  await assertSiteOrigin(ctx, entryPoint.siteId, from.origin);
  const ref = input.ref ?? mintVisitRef(ctx, entryPoint.code);
  if (codeOfVisitRef(ref) !== entryPoint.code) throw refOfAnother(entryPoint.key);
  const token = input.userToken ? await verifyUserToken(ctx, entryPoint.siteId, input.userToken) : null;
  const watchSecret = ctx.random.token(256);
  const row = await ctx.storage.write((tx) =>
    storeVisit(ctx, tx, { input, from, entryPoint, ref, token, watchSecret }),
  );
  return {
    id: row.id,
    ref,
    url: await messengerLink(ctx, entryPoint.pageId, ref),
    watchSecret,
    expiresAt: (row.identityExpiresAt ?? row.contextExpiresAt).toISOString(),
    identity: describeIdentity(row.identityStatus, row.identityCode),
  };
}

interface Visit {
  readonly input: RegisterRefBody;
  readonly from: Caller;
  readonly entryPoint: FoundEntryPoint;
  readonly ref: string;
  readonly token: UserTokenResult | null;
  readonly watchSecret: string;
}

async function storeVisit(ctx: Ctx, tx: Tx, visit: Visit): Promise<RefRow> {
  const hash = sha256(visit.ref);
  const known = await selectByHash(tx, hash);
  if (known?.registeredAt) throw alreadyRegistered();
  const identity = await useIdentity(ctx, visit, known);
  const fields = visitFields(ctx, visit, identity);
  const fresh = { ...fields, id: ctx.random.id('ref'), hash, awaitedAt: null, ...NOT_REDEEMED };
  const isFirst = !known && (await insertRef(tx, fresh));
  const row = isFirst ? fresh : await registerAwaitedRef(tx, hash, fields);
  if (!row) throw alreadyRegistered();
  await insertStages(tx, [{ refId: row.id, stage: 'registered', at: ctx.clock.now(), reason: null }]);
  if (row.awaitedAt) await ctx.queue.enqueue(tx, VISIT_REGISTERED_LATE, { refId: row.id }, { key: row.id });
  return row;
}

async function useIdentity(ctx: Ctx, visit: Visit, known: RefRow | undefined): Promise<Identity> {
  const { token, entryPoint } = visit;
  if (!token) return NO_IDENTITY;
  if (!token.ok) return refused(token.code);
  if (entryPoint.status !== 'active') return refused('entry_point_not_active');
  const waited = known?.awaitedAt ? ctx.clock.now().getTime() - known.awaitedAt.getTime() : 0;
  if (waited > ctx.settings.registrationGraceMs) return refused('arrived_too_long_ago');
  if (!(await useUserToken(ctx, token))) return refused('user_token_reused');
  return { status: 'accepted', code: null, user: token.user };
}

const NOT_REDEEMED = { redeemedAt: null, redeemedPsid: null, question: null } as const;

function refused(code: UserTokenError): Identity {
  return { status: 'refused', code, user: null };
}

function visitFields(
  ctx: Ctx,
  visit: Visit,
  identity: Identity,
): Omit<RefRow, 'id' | 'hash' | 'awaitedAt' | 'redeemedAt' | 'redeemedPsid' | 'question'> {
  const now = ctx.clock.now();
  return {
    entryPointKey: visit.entryPoint.key,
    dataRef: signedDataRef(identity.user) ?? visit.input.dataRef ?? null,
    landing: visit.input.landing ?? null,
    siteUserId: identity.user?.siteUserId ?? null,
    siteUserLabel: identity.user?.label ?? null,
    siteUserContext: identity.user?.context ?? null,
    ...(identity.user ? placeOf(visit.from) : NO_PLACE),
    identityStatus: identity.status,
    identityCode: identity.code,
    watchSecretHash: sha256(visit.watchSecret),
    registeredAt: now,
    identityExpiresAt: later(now, ctx.settings.identityLifetimeMs),
    contextExpiresAt: later(now, ctx.settings.contextLifetimeMs),
  };
}

/** A browser's name without a network is not worth keeping. */
function placeOf(from: Caller): { readonly address: string | null; readonly agent: string | null } {
  const place = shortenOrigin(from);
  return place.address === null ? NO_PLACE : place;
}

function alreadyRegistered(): ThreadtieError {
  return new ThreadtieError(
    'ref_already_registered',
    'This ref is registered already: each click mints its own.',
    'Mint a fresh ref for the next click.',
  );
}

function refOfAnother(key: string): ThreadtieError {
  return new ThreadtieError(
    'invalid_request',
    `The ref does not belong to the entry point "${key}".`,
    "A visit ref begins with its entry point's code: check that the link and the entry attribute belong together.",
  );
}
