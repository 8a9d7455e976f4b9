import type { Replay } from '../../shared/api/deliveries.ts';

const SAMPLE = 10;

/** What two calls of one replay did together. Pure. */
export function mergeReplays(first: Replay, next: Replay): Replay {
  return {
    ...next,
    deliveries: first.deliveries + next.deliveries,
    events: first.events + next.events,
    appliedBefore: first.appliedBefore + next.appliedBefore,
    counts: sum([...first.counts, ...next.counts], ({ kind, status }) => `${status} ${kind}`),
    skipped: sum([...first.skipped, ...next.skipped], ({ reason }) => reason),
    sample: [...first.sample, ...next.sample].slice(0, SAMPLE),
  };
}

function sum<Row extends { readonly events: number }>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row);
    sums.set(key, { ...row, events: row.events + (sums.get(key)?.events ?? 0) });
  }
  return [...sums.values()];
}
