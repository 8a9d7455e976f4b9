import type { ArrivalKind, ArrivalReason } from '../../shared/api/arrivals.ts';
import type { Landing } from '../../shared/api/refs.ts';
import type { Ctx } from '../base/ctx.ts';
import { sha256 } from '../base/crypto/hash.ts';
import { countUnmatchedRef } from './count-unmatched-ref.ts';
import type { Gathering, Tx } from '../base/storage/index.ts';
import { type ArrivalRow, insertArrivals, selectByEvent } from './store.ts';

/** What an arrival was matched with. */
export interface ArrivalMatch {
  readonly isVisitRef: boolean;
  readonly refId: string | null;
  readonly entryPoint: string | null;
  readonly siteId: string | null;
  readonly dataRef: string | null;
  readonly siteUserId: string | null;
  readonly landing: Landing | null;
  readonly signedContext: unknown;
  readonly outcome: 'matched' | 'unmatched' | 'refused';
  readonly reason: ArrivalReason | null;
}

/** An arrival and what it was matched with. `receivedRef` is hashed always and kept only when it is not a visit's. */
export interface ArrivalInput extends ArrivalMatch {
  readonly eventId: string;
  readonly kind: ArrivalKind;
  readonly pageId: string;
  readonly psid: string | null;
  readonly userRef: string | null;
  readonly receivedRef: string | null;
  readonly source: string | null;
  readonly adId: string | null;
  readonly isNewThread: boolean | null;
  readonly occurredAt: Date;
}

/** An arrival that is on record, and whether it has been recorded just now. */
export interface RecordedArrival {
  readonly id: string;
  readonly isNew: boolean;
}

interface Recording {
  readonly ctx: Ctx;
  readonly input: ArrivalInput;
  readonly row: ArrivalRow;
  readonly tell: (arrival: RecordedArrival) => Promise<void>;
}

/**
 * Records an arrival, once per event, together with others of its transaction.
 * @param tell told of it in that transaction, once it is on record
 */
export async function recordArrival(
  ctx: Ctx,
  input: ArrivalInput,
  tell: (arrival: RecordedArrival) => Promise<void>,
): Promise<void> {
  const { receivedRef, isVisitRef, ...fields } = input;
  const row = {
    ...fields,
    id: ctx.random.id('arr'),
    ref: isVisitRef ? null : receivedRef,
    refHash: receivedRef === null ? null : sha256(receivedRef),
    recordedAt: ctx.clock.now(),
  };
  await ctx.storage.write(async (tx) => tx.gather(ARRIVALS, { ctx, input, row, tell }));
}

/** Writes down now the arrivals that wait in this transaction, and tells of them. */
export async function writeArrivals(ctx: Ctx): Promise<void> {
  await ctx.storage.write((tx) => tx.writeGathered(ARRIVALS));
}

const ARRIVALS: Gathering<Recording> = {
  name: 'arrivals.record',
  async write(tx, recordings) {
    const fresh = await insertArrivals(
      tx,
      recordings.map(({ row }) => row),
    );
    for (const recording of recordings) {
      const { row, tell } = recording;
      const isNew = fresh.has(row.id);
      if (isNew) countIfUnmatched(tx, recording);
      await tell({ id: isNew ? row.id : ((await selectByEvent(tx, row.eventId))?.id ?? ''), isNew });
    }
  },
};

function countIfUnmatched(tx: Tx, { ctx, input }: Recording): void {
  const { receivedRef, isVisitRef, outcome, pageId, occurredAt } = input;
  if (outcome !== 'unmatched' || receivedRef === null) return;
  const ref = isVisitRef ? '(visit refs of unknown entry points)' : receivedRef;
  countUnmatchedRef(ctx, tx, { pageId, ref, at: occurredAt });
}
