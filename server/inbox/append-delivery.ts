import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import { StorageUnavailable } from '../base/storage/index.ts';
import { insertDeliveries, type NewDelivery } from './store.ts';
import type { VerifiedDelivery } from './verify-signature.ts';

/** The signal sent after each commit that stored deliveries. */
export const APPENDED = 'inbox.appended';

const MAX_WAITING_BYTES = 64 * 1024 * 1024;
const MAX_GROUP_BYTES = 8 * 1024 * 1024;
const MAX_GROUP_COUNT = 1000;

/** Stores a delivery's bytes; resolves once they are durable, rejects with `storage_unavailable` when they are not. */
export type AppendDelivery = (delivery: VerifiedDelivery) => Promise<void>;

interface Waiting {
  readonly row: NewDelivery;
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Makes the function that appends. What arrives while a commit runs goes together into the next one: a commit costs a
 * write to the disk whatever its size.
 * @param maxWaitingBytes past this, deliveries are refused until some are stored
 */
export function createAppender(ctx: Ctx, maxWaitingBytes: number = MAX_WAITING_BYTES): AppendDelivery {
  const waiting: Waiting[] = [];
  let bytes = 0;
  let isRunning = false;

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      // SQLite commits without letting go of the event loop: what has arrived meanwhile is handed in here.
      await nextTurn();
      const group = takeGroup(waiting);
      await commitGroup(ctx, group);
      for (const { row } of group) bytes -= row.body.length;
    }
    isRunning = false;
  };

  return async function appendDelivery({ appId, body }) {
    if (bytes + body.length > maxWaitingBytes) throw overloaded();
    bytes += body.length;
    const row = { appId, body, receivedAt: ctx.clock.now() };
    const durable = new Promise<void>((stored, failed) => waiting.push({ row, stored, failed }));
    if (!isRunning) {
      isRunning = true;
      void run();
    }
    await durable;
  };
}

function takeGroup(waiting: Waiting[]): Waiting[] {
  let size = 0;
  const end = waiting.findIndex(
    ({ row }, index) => index > 0 && (index === MAX_GROUP_COUNT || (size += row.body.length) > MAX_GROUP_BYTES),
  );
  return waiting.splice(0, end === -1 ? waiting.length : end);
}

async function commitGroup(ctx: Ctx, group: readonly Waiting[]): Promise<void> {
  try {
    await ctx.storage.write(async (tx) => {
      await insertDeliveries(
        tx,
        group.map(({ row }) => row),
      );
      tx.afterCommit(() => ctx.signals.send(APPENDED));
    });
    for (const { stored } of group) stored();
  } catch (error) {
    const refusal = error instanceof ThreadtieError ? error : new StorageUnavailable('unreachable', { cause: error });
    ctx.log.error(
      { err: error, count: group.length },
      `deliveries are refused until they can be stored: ${refusal.message}`,
    );
    for (const { failed } of group) failed(refusal);
  }
}

function overloaded(): ThreadtieError {
  return new ThreadtieError(
    'storage_unavailable',
    'More deliveries wait to be stored than fit into memory.',
    'The platform sends them again by itself; if this stays, the disk or the database is too slow.',
  );
}
