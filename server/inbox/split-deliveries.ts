import type { Ctx } from '../base/ctx.ts';
import { StorageUnavailable, type Tx } from '../base/storage/index.ts';
import { describeFailure } from './describe-failure.ts';
import { enqueueDrains } from './jobs.ts';
import { countItems, listItems } from './list-items.ts';
import { DEAD_DELIVERIES, DUPLICATES, EVENTS, UNREADABLE } from './meters.ts';
import { parseBody, UnreadableBody } from '../base/parse-body.ts';
import {
  type DeliveryBody,
  insertEvents,
  markSplit,
  type NewEvent,
  selectBodies,
  selectStored,
  updateDeliveries,
} from './store.ts';
import { toNewEvent } from './to-new-event.ts';

const BATCH_COUNT = 500;
const BATCH_BYTES = 1024 * 1024;
/** Entries and events of one delivery. The platform sends at most 1000 updates. */
const MAX_ITEMS = 10_000;
const TOO_MANY = `It lists more than ${MAX_ITEMS} things; the platform sends at most 1000 updates at once.`;

/**
 * Splits the oldest stored deliveries into events, and stores a drain for each partition they fall into, in one write.
 * Only one process does so at a time.
 * @returns whether more may be left
 * @throws {StorageUnavailable} nothing was changed
 */
export async function splitDeliveries(ctx: Ctx): Promise<boolean> {
  try {
    return await splitBatch(ctx, BATCH_COUNT);
  } catch (error) {
    if (error instanceof StorageUnavailable) throw error;
    ctx.log.warn({ err: error }, 'a batch of deliveries could not be split; they are tried one by one');
    return await splitOneByOne(ctx);
  }
}

async function splitBatch(ctx: Ctx, limit: number): Promise<boolean> {
  return await ctx.storage.write(async (tx) => {
    if (!(await tx.tryLock('inbox.split'))) return false;
    const stored = await selectStored(tx, limit);
    if (stored.length === 0) return false;
    let size = 0;
    const batch = stored.filter((row, index) => (size += row.size) <= BATCH_BYTES || index === 0);
    await split(
      ctx,
      tx,
      await selectBodies(
        tx,
        batch.map((row) => row.id),
      ),
    );
    return batch.length < stored.length || stored.length === limit;
  });
}

/** One delivery that cannot be split must not hold up the others: it is set aside with the reason. */
async function splitOneByOne(ctx: Ctx): Promise<boolean> {
  const stored = await ctx.storage.write((tx) => selectStored(tx, BATCH_COUNT));
  for (const { id } of stored) {
    await ctx.storage.write(async (tx) => {
      if (await tx.tryLock('inbox.split')) await splitOrBury(ctx, tx, id);
    });
  }
  return stored.length === BATCH_COUNT;
}

async function splitOrBury(ctx: Ctx, tx: Tx, id: number): Promise<void> {
  try {
    await tx.savepoint(async () => await split(ctx, tx, await selectBodies(tx, [id])));
  } catch (error) {
    if (error instanceof StorageUnavailable) throw error;
    ctx.log.error({ err: error, deliveryId: `dlv_${id}` }, 'a delivery could not be split and is set aside');
    await updateDeliveries(tx, [id], { status: 'dead', error: describeFailure(error) });
    tx.afterCommit(() => ctx.metrics.add(DEAD_DELIVERIES, []));
  }
}

async function split(ctx: Ctx, tx: Tx, deliveries: readonly DeliveryBody[]): Promise<void> {
  const found = new Map<number, NewEvent[]>();
  const stored = deliveries.filter((delivery) => delivery.status === 'stored');
  for (const delivery of stored) {
    const events = readEvents(tx.dialect, delivery);
    if (typeof events === 'string') await updateDeliveries(tx, [delivery.id], { status: 'unreadable', error: events });
    else found.set(delivery.id, events);
  }
  const inserted = await insertEvents(tx, [...found.values()].flat());
  await markAllSplit(tx, found, inserted);
  await enqueueDrains(ctx, tx, new Set(inserted.map((event) => event.partition)));
  const events = [...found.values()].reduce((sum, each) => sum + each.length, 0);
  tx.afterCommit(() => {
    ctx.metrics.add(EVENTS, [], events);
    ctx.metrics.add(DUPLICATES, [], events - inserted.length);
    ctx.metrics.add(UNREADABLE, [], stored.length - found.size);
  });
}

/** The events of a delivery, or why it cannot be read. */
function readEvents(dialect: Tx['dialect'], delivery: DeliveryBody): NewEvent[] | string {
  try {
    const body = parseBody(delivery.body);
    if (countItems(body) > MAX_ITEMS) return TOO_MANY;
    return listItems(body).map((item) => toNewEvent(dialect, delivery, item));
  } catch (error) {
    if (error instanceof UnreadableBody) return error.message;
    throw error;
  }
}

/** Writes the numbers of events and duplicates; one statement for all deliveries with the same numbers. */
async function markAllSplit(
  tx: Tx,
  found: ReadonlyMap<number, readonly NewEvent[]>,
  inserted: readonly { readonly deliveryId: number }[],
): Promise<void> {
  const fresh = new Map<number, number>();
  for (const { deliveryId } of inserted) fresh.set(deliveryId, (fresh.get(deliveryId) ?? 0) + 1);
  const alike = Map.groupBy(found, ([id, events]) => `${fresh.get(id) ?? 0}/${events.length}`);
  for (const [numbers, members] of alike) {
    const [events = 0, all = 0] = numbers.split('/').map(Number);
    await markSplit(
      tx,
      members.map(([id]) => id),
      { events, duplicates: all - events },
    );
  }
}
