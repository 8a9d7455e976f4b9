import type { ArrivalReason } from '../../shared/api/arrivals.ts';
import type { Landing } from '../../shared/api/refs.ts';
import { later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { sha256 } from '../base/crypto/hash.ts';
import type { Tx } from '../base/storage/index.ts';
import { recordStage } from './record-stage.ts';
import { claimRef, insertRef, type RefRow, selectByHash, selectById } from './store.ts';

/** An arrival that brings a visit ref. */
export interface RedeemInput {
  readonly ref: string;
  readonly entryPointKey: string;
  /** null while the platform has not named the person: nothing is redeemed then. */
  readonly psid: string | null;
  readonly occurredAt: Date;
}

/** What a visit ref is worth to the person who brought it. */
export interface Redemption {
  readonly refId: string;
  /** `refused`: somebody else redeemed the identity before. */
  readonly outcome: 'matched' | 'refused';
  /** The site's account this person proved to be, if it was redeemed by them in time. */
  readonly siteUserId: string | null;
  /** Why there is no account, or no context. */
  readonly reason: ArrivalReason | null;
  readonly dataRef: string | null;
  readonly landing: Landing | null;
  /** What the site's token said beside the account; null without it. */
  readonly signedContext: unknown;
}

/**
 * Redeems a visit ref: its identity for the first person only, within its lifetime, however often they come; its context for
 * everybody while it lasts. A ref that is not registered yet is remembered, so that the registration finds the arrival.
 */
export async function redeemRef(ctx: Ctx, input: RedeemInput): Promise<Redemption> {
  return await ctx.storage.write(async (tx) => {
    const row = await findOrAwait(ctx, tx, input);
    return await redeemRow(ctx, tx, row, input);
  });
}

/** The same for a visit that has been registered since its arrival; null when its row is gone. */
export async function redeemRefById(
  ctx: Ctx,
  refId: string,
  person: Pick<RedeemInput, 'psid' | 'occurredAt'>,
): Promise<Redemption | null> {
  return await ctx.storage.write(async (tx) => {
    const row = await selectById(tx, refId);
    return row ? await redeemRow(ctx, tx, row, person) : null;
  });
}

async function redeemRow(
  ctx: Ctx,
  tx: Tx,
  row: RefRow,
  { psid, occurredAt }: Pick<RedeemInput, 'psid' | 'occurredAt'>,
): Promise<Redemption> {
  if (!row.registeredAt) return withoutContext(row, 'visit_not_registered');
  if (occurredAt > row.contextExpiresAt) return withoutContext(row, 'context_expired');
  if (psid === null) return matched(row, null, row.siteUserId ? 'psid_unknown' : null);
  return await redeemFor(ctx, tx, row, psid, occurredAt);
}

async function redeemFor(ctx: Ctx, tx: Tx, row: RefRow, psid: string, at: Date): Promise<Redemption> {
  const isClaimed = await claimRef(tx, row.id, psid, at);
  if (isClaimed) await recordStage(ctx, { refId: row.id, stage: 'arrived' });
  const holder = isClaimed ? row : ((await selectByHash(tx, row.hash)) ?? row);
  const isHolder = isClaimed || holder.redeemedPsid === psid;
  if (!row.siteUserId) return matched(row, null, null);
  if (!isHolder) return { ...matched(row, null, 'ref_redeemed_by_other'), outcome: 'refused' };
  const redeemedAt = isClaimed ? at : (holder.redeemedAt ?? at);
  const isInTime = row.identityExpiresAt !== null && redeemedAt <= row.identityExpiresAt;
  return isInTime ? matched(row, row.siteUserId, null) : matched(row, null, 'identity_expired');
}

async function findOrAwait(ctx: Ctx, tx: Tx, input: RedeemInput): Promise<RefRow> {
  const hash = sha256(input.ref);
  const known = await selectByHash(tx, hash);
  if (known) return known;
  const now = ctx.clock.now();
  const awaited: RefRow = {
    id: ctx.random.id('ref'),
    hash,
    entryPointKey: input.entryPointKey,
    dataRef: null,
    landing: null,
    siteUserId: null,
    siteUserContext: null,
    identityStatus: 'none',
    identityCode: null,
    watchSecretHash: null,
    registeredAt: null,
    identityExpiresAt: null,
    contextExpiresAt: later(now, ctx.settings.contextLifetimeMs),
    awaitedAt: now,
    redeemedAt: null,
    redeemedPsid: null,
  };
  if (await insertRef(tx, awaited)) return awaited;
  return (await selectByHash(tx, hash)) ?? awaited;
}

function matched(row: RefRow, siteUserId: string | null, reason: ArrivalReason | null): Redemption {
  const { id: refId, dataRef, landing } = row;
  const signedContext = siteUserId === null ? null : row.siteUserContext;
  return { refId, outcome: 'matched', siteUserId, reason, dataRef, landing, signedContext };
}

function withoutContext(row: RefRow, reason: ArrivalReason): Redemption {
  return { ...matched(row, null, reason), dataRef: null, landing: null };
}
