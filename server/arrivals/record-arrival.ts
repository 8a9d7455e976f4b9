import type { ArrivalKind, ArrivalReason } from '../../shared/api/arrivals.ts';
import type { Landing } from '../../shared/api/refs.ts';
import type { Ctx } from '../base/ctx.ts';
import { sha256 } from '../base/crypto/hash.ts';
import { countUnmatchedRef } from './count-unmatched-ref.ts';
import { insertArrival, selectByEvent } from './store.ts';

/** An arrival and what it was matched with. `receivedRef` is hashed always and kept only when it is not a visit's. */
export interface ArrivalInput {
  readonly eventId: string;
  readonly kind: ArrivalKind;
  readonly pageId: string;
  readonly psid: string | null;
  readonly userRef: string | null;
  readonly receivedRef: string | null;
  readonly isVisitRef: boolean;
  readonly refId: string | null;
  readonly entryPoint: string | null;
  readonly siteId: string | null;
  readonly dataRef: string | null;
  readonly siteUserId: string | null;
  readonly landing: Landing | null;
  readonly signedContext: unknown;
  readonly source: string | null;
  readonly adId: string | null;
  readonly isNewThread: boolean | null;
  readonly outcome: 'matched' | 'unmatched' | 'refused';
  readonly reason: ArrivalReason | null;
  readonly occurredAt: Date;
}

/**
 * Records an arrival, once per event.
 * @returns its id, and whether this call recorded it
 */
export async function recordArrival(ctx: Ctx, input: ArrivalInput): Promise<{ id: string; isNew: boolean }> {
  return await ctx.storage.write(async (tx) => {
    const { receivedRef, isVisitRef, ...fields } = input;
    const refHash = receivedRef === null ? null : sha256(receivedRef);
    const stored = await insertArrival(tx, {
      ...fields,
      id: ctx.random.id('arr'),
      ref: isVisitRef ? null : receivedRef,
      refHash,
      recordedAt: ctx.clock.now(),
    });
    if (!stored) return { id: (await selectByEvent(tx, input.eventId))?.id ?? '', isNew: false };
    if (input.outcome === 'unmatched' && receivedRef !== null && refHash !== null) {
      const ref = isVisitRef ? '(visit refs of unknown entry points)' : receivedRef;
      countUnmatchedRef(ctx, tx, { pageId: input.pageId, ref, at: input.occurredAt });
    }
    return { id: stored.id, isNew: true };
  });
}
