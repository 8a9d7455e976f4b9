import { atLeisure } from '../base/at-leisure.ts';
import { later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import type { Tx } from '../base/storage/index.ts';
import { DEDUPE_RETENTION_MS } from './park-reason.ts';
import { countStates, deleteDeliveries, deleteEvents, selectOldDeliveries, selectOldEvents } from './store.ts';

const BATCH = 200;

/**
 * Deletes what is past its time, in small writes: the bytes of deliveries after the raw retention, the events with the keys
 * that recognise duplicates after 30 days. What waits to be applied stays; what was parked or failed stays 30 days.
 * @param signal ends it after the write under way
 */
export async function purgeInbox(ctx: Ctx, signal?: AbortSignal): Promise<void> {
  const now = ctx.clock.now();
  const rawBefore = later(now, -ctx.settings.rawRetentionMs);
  const keysBefore = later(now, -DEDUPE_RETENTION_MS);
  await inBatches((after) => ctx.storage.write((tx) => purgeDeliveries(tx, after, rawBefore, keysBefore)), signal);
  await inBatches((after) => ctx.storage.write((tx) => purgeEvents(tx, after, keysBefore)), signal);
}

/**
 * Runs batch after batch; each answers where the next one begins, or null at the end. At leisure, for the sake of those who
 * deliver: without rests a purge of a large table would take every second turn of the writer.
 */
async function inBatches(batch: (after: number) => Promise<number | null>, signal?: AbortSignal): Promise<void> {
  let next = 0;
  await atLeisure(async () => {
    const after = await batch(next);
    next = after ?? next;
    return after !== null;
  }, signal);
}

async function purgeDeliveries(tx: Tx, after: number, rawBefore: Date, keysBefore: Date): Promise<number | null> {
  const rows = await selectOldDeliveries(tx, after, BATCH);
  const old = rows.filter((row) => row.receivedAt < rawBefore && row.status !== 'stored');
  const states = await countStates(
    tx,
    old.map((row) => row.id),
  );
  const waiting = new Set(states.filter((row) => row.status === 'pending').map((row) => row.deliveryId));
  const troubled = new Set(states.filter((row) => row.status !== 'applied').map((row) => row.deliveryId));
  const isDone = (row: (typeof old)[number]): boolean => row.status === 'split' && !troubled.has(row.id);
  const doomed = old.filter((row) => !waiting.has(row.id) && (isDone(row) || row.receivedAt < keysBefore));
  if (doomed.length > 0) {
    await deleteDeliveries(
      tx,
      doomed.map((row) => row.id),
    );
  }
  return nextAfter(rows, rawBefore);
}

async function purgeEvents(tx: Tx, after: number, before: Date): Promise<number | null> {
  const rows = await selectOldEvents(tx, after, BATCH);
  const doomed = rows.filter((row) => row.receivedAt < before && row.status !== 'pending');
  if (doomed.length > 0) {
    await deleteEvents(
      tx,
      doomed.map((row) => row.id),
    );
  }
  return nextAfter(rows, before);
}

function nextAfter(rows: readonly { readonly id: number; readonly receivedAt: Date }[], before: Date): number | null {
  const last = rows.at(-1);
  return last && rows.length === BATCH && last.receivedAt < before ? last.id : null;
}
