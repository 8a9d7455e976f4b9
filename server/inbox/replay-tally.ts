import type { Replay } from '../../shared/api/deliveries.ts';
import type { ReplayRefusal } from './judge-replay.ts';
import type { ReplayRow } from './replay-store.ts';

const SAMPLE = 10;

/** Counts what a replay does with each event. */
export interface ReplayTally {
  add(row: ReplayRow, verdict: ReplayRefusal | 'put_back'): void;
  /** All counts so far, in the form of the API. */
  result(): Replay;
}

/** Begins to count. @param handlers which reactions run */
export function createReplayTally(preview: boolean, handlers: readonly string[]): ReplayTally {
  const counts = new Map<string, Replay['counts'][number]>();
  const skipped = new Map<ReplayRefusal, number>();
  const sample: string[] = [];
  let events = 0;
  let appliedBefore = 0;
  return {
    add(row, verdict) {
      if (verdict !== 'put_back') {
        skipped.set(verdict, (skipped.get(verdict) ?? 0) + 1);
        return;
      }
      const key = `${row.status} ${row.kind}`;
      const { kind, status } = row;
      counts.set(key, { kind, status, events: (counts.get(key)?.events ?? 0) + 1 });
      if (sample.length < SAMPLE) sample.push(`evt_${row.id}`);
      if (row.appliedAt !== null) appliedBefore++;
      events++;
    },
    result: () => ({
      preview,
      deliveries: 0,
      events,
      appliedBefore,
      counts: [...counts.values()],
      skipped: [...skipped].map(([reason, number]) => ({ reason, events: number })),
      sample,
      handlers: [...handlers],
      nextCursor: null,
    }),
  };
}
