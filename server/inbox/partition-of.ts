import { createHash } from 'node:crypto';

/**
 * How many drains may run side by side; change a number only while nothing is pending. SQLite has one writer, where more
 * drains would only mean more commits for the same events (measured: less than half the events per second with 16).
 */
export const PARTITIONS = { sqlite: 1, postgres: 16 } as const;

/** The partition of a thread: all events of one thread share one, so that they are applied in order. */
export function partitionOf(dialect: keyof typeof PARTITIONS, pageId: string, who: string | null): number {
  return (
    createHash('sha256')
      .update(JSON.stringify([pageId, who]))
      .digest()
      .readUInt16BE() % PARTITIONS[dialect]
  );
}
