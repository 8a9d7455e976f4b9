import { and, type Column, eq, lt, lte, or, type SQL } from 'drizzle-orm';

/** Whether a row comes after these values in an order that is descending in every one of the columns. */
export function isBehind(columns: readonly Column[], after: readonly unknown[]): SQL | undefined {
  const steps = columns.map((column, i) =>
    and(...columns.slice(0, i).map((before, j) => eq(before, after[j])), lt(column, after[i])),
  );
  const [first] = columns;
  // Says nothing new, but lets an index begin at the place instead of at the newest row.
  return and(first && lte(first, after[0]), or(...steps));
}
