import { later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { sha256 } from '../base/crypto/hash.ts';
import type { Caller } from '../base/http/index.ts';
import { shortenOrigin } from '../base/shorten-origin.ts';
import type { FoundEntryPoint } from '../entry-points/index.ts';
import { signedDataRef, type SiteUser } from '../sites/index.ts';
import { mintVisitRef } from './mint-visit-ref.ts';
import { insertRef, insertStages } from './store.ts';

/** A visit of which the caller knows who it is. */
export interface ProvenVisit {
  readonly id: string;
  /** Shown once. */
  readonly watchSecret: string;
  readonly identityExpiresAt: Date;
}

/**
 * Opens a visit for an account that is proven already, in the caller's write: its status and stream, its confirmation and its
 * unlinking are those of any visit. Nobody can arrive with its ref, which nobody is told: `redeemRefById` redeems it.
 */
export async function openProvenVisit(
  ctx: Ctx,
  input: {
    readonly entryPoint: FoundEntryPoint;
    readonly user: SiteUser;
    readonly dataRef: string | null;
    /** Who proved the account. */
    readonly browser: Pick<Caller, 'address' | 'agent'>;
  },
): Promise<ProvenVisit> {
  const { entryPoint, user, dataRef, browser } = input;
  const now = ctx.clock.now();
  const watchSecret = ctx.random.token(256);
  const row = {
    id: ctx.random.id('ref'),
    hash: sha256(mintVisitRef(ctx, entryPoint.code)),
    entryPointKey: entryPoint.key,
    dataRef: signedDataRef(user) ?? dataRef,
    landing: null,
    siteUserId: user.siteUserId,
    siteUserLabel: user.label,
    siteUserContext: user.context ?? null,
    ...shortenOrigin(browser),
    identityStatus: 'accepted',
    identityCode: null,
    watchSecretHash: sha256(watchSecret),
    registeredAt: now,
    identityExpiresAt: later(now, ctx.settings.identityLifetimeMs),
    contextExpiresAt: later(now, ctx.settings.contextLifetimeMs),
    awaitedAt: null,
    redeemedAt: null,
    redeemedPsid: null,
    question: null,
  } as const;
  await ctx.storage.write(async (tx) => {
    await insertRef(tx, row);
    await insertStages(tx, [{ refId: row.id, stage: 'registered', at: now, reason: null }]);
  });
  return { id: row.id, watchSecret, identityExpiresAt: row.identityExpiresAt };
}
