import { createHash } from 'node:crypto';

/** How many drains may run side by side. Changing it is safe only while nothing is pending. */
export const PARTITIONS = 16;

/** The partition of a thread: all events of one thread share one, so that they are applied in order. */
export function partitionOf(pageId: string, who: string | null): number {
  return createHash('sha256').update(JSON.stringify([pageId, who])).digest().readUInt16BE() % PARTITIONS;
}
