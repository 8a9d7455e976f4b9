import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import { PLATFORM } from '../base/actor.ts';
import { later, MINUTE } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { isRetryable, StorageUnavailable, type Tx } from '../base/storage/index.ts';
import { describeFailure } from './describe-failure.ts';
import { enqueueDrains, enqueueWake } from './jobs.ts';
import { loadEvents, type LoadedEvent } from './load-events.ts';
import { PARK_SENTENCES, parkReason, type ParkReason } from './park-reason.ts';
import { type PendingEvent, selectPending, updateEvents } from './store.ts';

/** A reaction to an event. It runs inside the drain's write, which its own writes join. */
export type EventHandler = (ctx: Ctx, event: MessengerEvent) => Promise<void>;

/** What the drain is lent by other rooms. */
export interface ApplyOptions {
  readonly handlers: readonly EventHandler[];
  readonly isConnectedPage: (pageId: string) => Promise<boolean>;
}

const BATCH = 100;
const BACK_OFF_MS = [1000, 5000, 30_000, 2 * MINUTE, 10 * MINUTE] as const;

type Outcome = { readonly applied: number[]; readonly parked: Map<ParkReason, number[]>; readonly failed: Failure[] };
type Failure = { readonly row: PendingEvent; readonly error: unknown };

/**
 * Applies the due events of a partition in order, all in one write and each in a savepoint: what fails is undone and tried
 * again later, the others stay applied.
 * @throws {StorageUnavailable} nothing was applied; run it again
 */
export async function applyEvents(ctx: Ctx, partition: number, options: ApplyOptions): Promise<void> {
  await ctx.storage.write(async (tx) => {
    const now = ctx.clock.now();
    if (!(await tx.tryLock(`inbox.drain.${partition}`))) return await enqueueWake(ctx, tx, partition, later(now, 1000));
    const rows = await selectPending(tx, partition, now, BATCH);
    if (rows.length === 0) return;
    const outcome = await applyAll(ctx, tx, await loadEvents(tx, rows), options);
    await settle(ctx, tx, partition, outcome);
    if (rows.length === BATCH) await enqueueDrains(ctx, tx, [partition]);
  });
}

async function applyAll(ctx: Ctx, tx: Tx, loaded: readonly LoadedEvent[], options: ApplyOptions): Promise<Outcome> {
  const outcome: Outcome = { applied: [], parked: new Map(), failed: [] };
  const connected = await findConnected(new Set(loaded.map(({ row }) => row.pageId)), options);
  for (const { row, receivedAt, load } of loaded) {
    try {
      const event = load();
      const reason = parkReason(event, receivedAt, connected.has(event.pageId));
      if (reason) outcome.parked.set(reason, [...(outcome.parked.get(reason) ?? []), row.id]);
      else await tx.savepoint(() => runHandlers(ctx, event, options.handlers));
      if (!reason) outcome.applied.push(row.id);
    } catch (error) {
      if (endsWrite(error)) throw error;
      ctx.log.warn(
        { err: error, eventId: `evt_${row.id}`, attempt: row.attempts + 1 },
        'an event could not be applied',
      );
      outcome.failed.push({ row, error });
    }
  }
  return outcome;
}

/** Which of the Pages are connected. Asked before the savepoints: a failure here is nobody's but the storage's. */
async function findConnected(pageIds: ReadonlySet<string>, options: ApplyOptions): Promise<Set<string>> {
  const connected = new Set<string>();
  for (const pageId of pageIds) if (await options.isConnectedPage(pageId)) connected.add(pageId);
  return connected;
}

async function runHandlers(ctx: Ctx, event: MessengerEvent, handlers: readonly EventHandler[]): Promise<void> {
  const platform = { ...ctx, actor: PLATFORM, requestId: event.id };
  for (const handle of handlers) await handle(platform, event);
}

/** A storage that is away, or that wants the whole transaction again, is nothing the event is to blame for. */
function endsWrite(error: unknown): boolean {
  return error instanceof StorageUnavailable || isRetryable(error);
}

async function settle(ctx: Ctx, tx: Tx, partition: number, { applied, parked, failed }: Outcome): Promise<void> {
  const settledAt = ctx.clock.now();
  if (applied.length > 0) await updateEvents(tx, applied, { status: 'applied', error: null, settledAt }, true);
  for (const [parkedFor, ids] of parked) {
    await updateEvents(tx, ids, { status: 'parked', parkedFor, error: PARK_SENTENCES[parkedFor], settledAt }, false);
  }
  for (const failure of failed) await postpone(ctx, tx, partition, failure, settledAt);
}

async function postpone(ctx: Ctx, tx: Tx, partition: number, { row, error }: Failure, now: Date): Promise<void> {
  const pause = BACK_OFF_MS[row.attempts];
  const text = describeFailure(error);
  if (pause === undefined) {
    await updateEvents(tx, [row.id], { status: 'dead', error: text, settledAt: now }, true);
    ctx.log.error({ err: error, eventId: `evt_${row.id}` }, 'an event is dead: it failed as often as it is tried');
    return;
  }
  const dueAt = later(now, pause);
  await updateEvents(tx, [row.id], { error: text, dueAt }, true);
  await enqueueWake(ctx, tx, partition, dueAt);
}
