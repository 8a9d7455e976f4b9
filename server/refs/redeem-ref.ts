import type { ArrivalReason } from '../../shared/api/arrivals.ts';
import type { Landing } from '../../shared/api/refs.ts';
import { later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { sha256 } from '../base/crypto/hash.ts';
import type { Tx } from '../base/storage/index.ts';
import { recordStage } from './record-stage.ts';
import { claimRef, insertRef, lockAwaitedRef, type RefRow, selectByHash, selectById } from './store.ts';

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
  /** The site's account this person proved to be, while that counts. */
  readonly siteUserId: string | null;
  /** Its masked name. */
  readonly siteUserLabel: string | null;
  /** Where the account was proven, cut. */
  readonly address: string | null;
  readonly agent: string | null;
  /** This very arrival redeemed the ref: the only one that may tie an account. */
  readonly isFirst: boolean;
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
    // Nearly every visit ref comes once, registered and in time: then this one statement is all it takes.
    const claimed = input.psid === null ? null : await claimRef(tx, sha256(input.ref), input.psid, input.occurredAt);
    if (claimed) return await redeemClaimed(ctx, claimed, input.occurredAt);
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
  if (psid === null) {
    await recordStage(ctx, { refId: row.id, stage: 'arrived' });
    return matched(row, null, row.siteUserId ? 'psid_unknown' : null);
  }
  return await redeemFor(ctx, tx, row, psid, occurredAt);
}

async function redeemFor(ctx: Ctx, tx: Tx, row: RefRow, psid: string, at: Date): Promise<Redemption> {
  const claimed = row.redeemedPsid === null ? await claimRef(tx, row.hash, psid, at) : undefined;
  if (claimed) return await redeemClaimed(ctx, claimed, at);
  if (!row.siteUserId) return matched(row, null, null);
  const holder = row.redeemedPsid ?? (await selectByHash(tx, row.hash))?.redeemedPsid;
  if (holder !== psid) return { ...matched(row, null, 'ref_redeemed_by_other'), outcome: 'refused' };
  return withIdentity(row, at);
}

async function redeemClaimed(ctx: Ctx, row: RefRow, at: Date): Promise<Redemption> {
  await recordStage(ctx, { refId: row.id, stage: 'arrived' });
  const redemption = row.siteUserId ? withIdentity(row, at) : matched(row, null, null);
  return { ...redemption, isFirst: redemption.reason === null };
}

function withIdentity(row: RefRow, at: Date): Redemption {
  const isInTime = row.identityExpiresAt !== null && at <= row.identityExpiresAt;
  return isInTime ? matched(row, row.siteUserId, null) : matched(row, null, 'identity_expired');
}

async function findOrAwait(ctx: Ctx, tx: Tx, input: RedeemInput): Promise<RefRow> {
  const hash = sha256(input.ref);
  const known = await selectByHash(tx, hash);
  if (known?.registeredAt) return known;
  // A registration that runs now must wait until this arrival is written down, or see it: both go through the row's lock.
  if (known) return (await lockAwaitedRef(tx, hash)) ?? (await selectByHash(tx, hash)) ?? known;
  const now = ctx.clock.now();
  const awaited: RefRow = {
    id: ctx.random.id('ref'),
    hash,
    entryPointKey: input.entryPointKey,
    dataRef: null,
    landing: null,
    siteUserId: null,
    siteUserLabel: null,
    siteUserContext: null,
    address: null,
    agent: null,
    identityStatus: 'none',
    identityCode: null,
    watchSecretHash: null,
    registeredAt: null,
    identityExpiresAt: null,
    contextExpiresAt: later(now, ctx.settings.contextLifetimeMs),
    awaitedAt: now,
    redeemedAt: null,
    redeemedPsid: null,
    question: null,
  };
  if (await insertRef(tx, awaited)) return awaited;
  return (await lockAwaitedRef(tx, hash)) ?? (await selectByHash(tx, hash)) ?? awaited;
}

function matched(row: RefRow, siteUserId: string | null, reason: ArrivalReason | null): Redemption {
  const { id: refId, dataRef, landing } = row;
  const signedContext = siteUserId === null ? null : row.siteUserContext;
  const known = siteUserId === null ? { siteUserLabel: null, address: null, agent: null } : row;
  const { siteUserLabel, address, agent } = known;
  return {
    refId,
    outcome: 'matched',
    siteUserId,
    siteUserLabel,
    address,
    agent,
    isFirst: false,
    reason,
    dataRef,
    landing,
    signedContext,
  };
}

function withoutContext(row: RefRow, reason: ArrivalReason): Redemption {
  return { ...matched(row, null, reason), dataRef: null, landing: null };
}
