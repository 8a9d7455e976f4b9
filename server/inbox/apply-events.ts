import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import { PLATFORM } from '../base/actor.ts';
import { later, MINUTE } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import type { Metrics } from '../base/metrics/metrics.ts';
import { isRetryable, StorageUnavailable, type Tx } from '../base/storage/index.ts';
import { describeFailure } from './describe-failure.ts';
import { enqueueDrains, enqueueWake } from './jobs.ts';
import { loadEvents, type LoadedEvent } from './load-events.ts';
import { PARK_SENTENCES, parkReason, type ParkReason } from './park-reason.ts';
import { APPLIED, APPLY_LAG, DEAD, FAILED, PARKED } from './meters.ts';
import { LONGEST_BACK_OFF_MS, markApplied, type PendingEvent, selectPending, updateEvents } from './store.ts';

/**
 * A reaction to an event, and when the delivery it came in was received. It runs inside the drain's write, which its own writes join, and runs again when a neighbour's
 * failure undid it.
 */
export type EventHandler = (ctx: Ctx, event: MessengerEvent, receivedAt: Date) => Promise<void>;

/** What the drain is lent by other rooms. */
export interface ApplyOptions {
  readonly handlers: readonly EventHandler[];
  readonly isConnectedPage: (pageId: string) => Promise<boolean>;
}

/** How many events are applied in one write, and of each partition at least; beyond its share a partition has to wait. */
const BATCH = 200;
const LEAST_SHARE = 25;
const BACK_OFF_MS = [1000, 5000, 30_000, 2 * MINUTE, LONGEST_BACK_OFF_MS] as const;
const MAX_FAILURES = 20;
const MAX_ERROR_LENGTH = 500;

/** `receivedAt` is null where the event had been applied before. */
type Applied = { readonly id: number; readonly receivedAt: Date | null };
type Outcome = { readonly applied: Applied[]; readonly parked: Map<ParkReason, number[]>; readonly failed: Failure[] };
type Ready = { readonly row: PendingEvent; readonly receivedAt: Date; readonly event: MessengerEvent };
type Failure = { readonly row: PendingEvent; readonly error: unknown };

/**
 * Applies the due events of some partitions, in order within each, all in one write: what fails is undone and tried again
 * later, the others stay applied.
 * @throws {StorageUnavailable} nothing was applied; run it again
 */
export async function applyEvents(ctx: Ctx, partitions: readonly number[], options: ApplyOptions): Promise<void> {
  await ctx.storage.write(async (tx) => {
    const now = ctx.clock.now();
    const locked = await lockPartitions(ctx, tx, partitions, now);
    if (locked.length === 0) return;
    const share = Math.max(LEAST_SHARE, Math.floor(BATCH / locked.length));
    const rows = await selectPending(tx, locked, now, share);
    if (rows.length === 0) return;
    const outcome = await applyAll(ctx, tx, await loadEvents(tx, rows), options);
    await settle(ctx, tx, outcome);
    const full = [...Map.groupBy(rows, (row) => row.partition)].filter(([, own]) => own.length === share);
    await enqueueDrains(
      ctx,
      tx,
      full.map(([partition]) => partition),
    );
  });
}

/** Locks those that nobody else drains at the moment; the others are drained a little later. */
async function lockPartitions(ctx: Ctx, tx: Tx, partitions: readonly number[], now: Date): Promise<number[]> {
  const nameOf = (partition: number): string => `inbox.drain.${partition}`;
  const names = await tx.tryLocks(partitions.map(nameOf));
  const isLocked = (partition: number): boolean => names.has(nameOf(partition));
  for (const partition of partitions) {
    if (!isLocked(partition)) await enqueueWake(ctx, tx, partition, later(now, 1000));
  }
  return partitions.filter(isLocked);
}

async function applyAll(ctx: Ctx, tx: Tx, loaded: readonly LoadedEvent[], options: ApplyOptions): Promise<Outcome> {
  const outcome: Outcome = { applied: [], parked: new Map(), failed: [] };
  const connected = await findConnected(new Set(loaded.map(({ row }) => row.pageId)), options);
  const fail = (row: PendingEvent, error: unknown): void => {
    if (endsWrite(error)) throw error;
    const told = { err: error, eventId: `evt_${row.id}`, attempt: row.attempts + 1 };
    ctx.log.warn(told, 'an event could not be applied');
    outcome.failed.push({ row, error });
  };
  const ready: Ready[] = [];
  for (const { row, receivedAt, load } of loaded) {
    try {
      const event = load();
      const reason = reasonToPark(row, parkReason(event, receivedAt, connected.has(event.pageId)));
      if (reason) outcome.parked.set(reason, [...(outcome.parked.get(reason) ?? []), row.id]);
      else ready.push({ row, receivedAt, event });
    } catch (error) {
      fail(row, error);
    }
  }
  for (const { row, receivedAt } of await runAll(ctx, tx, ready, options.handlers, fail)) {
    outcome.applied.push({ id: row.id, receivedAt: row.appliedAt === null ? receivedAt : null });
  }
  return outcome;
}

/** Runs the handlers for each event, in order; answers those that did not fail. */
async function runAll(
  ctx: Ctx,
  tx: Tx,
  ready: readonly Ready[],
  handlers: readonly EventHandler[],
  fail: (row: PendingEvent, error: unknown) => void,
): Promise<readonly Ready[]> {
  const runEach = async (): Promise<void> => {
    for (const one of ready) await runHandlers(ctx, one, handlers);
  };
  // Failures are rare and a savepoint costs two round trips: one for all first, one for each only where that one fails.
  if (ready.length > 1 && (await succeeds(tx.savepoint(runEach)))) return ready;
  const done: Ready[] = [];
  for (const one of ready) {
    try {
      await tx.savepoint(() => runHandlers(ctx, one, handlers));
      done.push(one);
    } catch (error) {
      fail(one.row, error);
    }
  }
  return done;
}

/** @throws what is nothing the events are to blame for */
async function succeeds(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (endsWrite(error)) throw error;
    return false;
  }
}

/** A person may decide that an event is applied in spite of its age. */
function reasonToPark({ isForced }: PendingEvent, reason: ParkReason | null): ParkReason | null {
  return reason === 'too_old' && isForced ? null : reason;
}

/** Which of the Pages are connected. Asked before the savepoints: a failure here is nobody's but the storage's. */
async function findConnected(pageIds: ReadonlySet<string>, options: ApplyOptions): Promise<Set<string>> {
  const connected = new Set<string>();
  for (const pageId of pageIds) if (await options.isConnectedPage(pageId)) connected.add(pageId);
  return connected;
}

async function runHandlers(ctx: Ctx, { event, receivedAt }: Ready, handlers: readonly EventHandler[]): Promise<void> {
  const platform = { ...ctx, actor: PLATFORM, requestId: event.id };
  for (const handle of handlers) await handle(platform, event, receivedAt);
}

/** A storage that is away, or that wants the whole transaction again, is nothing the event is to blame for. */
function endsWrite(error: unknown): boolean {
  return error instanceof StorageUnavailable || isRetryable(error);
}

async function settle(ctx: Ctx, tx: Tx, { applied, parked, failed }: Outcome): Promise<void> {
  const settledAt = ctx.clock.now();
  if (applied.length > 0) {
    await markApplied(
      tx,
      applied.map(({ id }) => id),
      settledAt,
    );
  }
  for (const [parkedFor, ids] of parked) {
    await updateEvents(tx, ids, { status: 'parked', parkedFor, error: PARK_SENTENCES[parkedFor], settledAt }, false);
  }
  tx.afterCommit(() => countOutcome(ctx.metrics, { applied, parked, failed }, settledAt));
  const wakes = new Map<string, () => Promise<void>>();
  for (const failure of failed) {
    const due = await postpone(ctx, tx, failure, settledAt);
    const { partition } = failure.row;
    if (due) wakes.set(`${partition}/${due.getTime()}`, () => enqueueWake(ctx, tx, partition, due));
  }
  for (const wake of wakes.values()) await wake();
}

function countOutcome(metrics: Metrics, { applied, parked, failed }: Outcome, now: Date): void {
  metrics.add(APPLIED, [], applied.length);
  for (const { receivedAt } of applied) {
    if (receivedAt) metrics.observe(APPLY_LAG, Math.max(0, now.getTime() - receivedAt.getTime()) / 1000);
  }
  for (const [reason, ids] of parked) metrics.add(PARKED, [reason], ids.length);
  metrics.add(FAILED, [], failed.length);
  metrics.add(DEAD, [], failed.filter(({ row }) => row.attempts >= BACK_OFF_MS.length).length);
}

/** Notes a failure; answers when the event is tried again, or null when it is dead. */
async function postpone(ctx: Ctx, tx: Tx, { row, error }: Failure, now: Date): Promise<Date | null> {
  const pause = BACK_OFF_MS[row.attempts];
  const text = describeFailure(error).slice(0, MAX_ERROR_LENGTH);
  const failures = [...(row.failures ?? []), { at: now.toISOString(), error: text }].slice(-MAX_FAILURES);
  if (pause === undefined) {
    await updateEvents(tx, [row.id], { status: 'dead', error: text, failures, settledAt: now }, true);
    ctx.log.error({ err: error, eventId: `evt_${row.id}` }, 'an event is dead: it failed as often as it is tried');
    return null;
  }
  const dueAt = later(now, pause);
  await updateEvents(tx, [row.id], { error: text, failures, dueAt }, true);
  return dueAt;
}
