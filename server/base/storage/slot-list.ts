import { type Placeholder, sql } from 'drizzle-orm';

/** A list for `in (...)` of a prepared statement, in one of few lengths: the last value stands for those that are missing. */
export interface SlotList {
  readonly length: number;
  readonly slots: Placeholder[];
  readonly values: Record<string, unknown>;
}

/** Makes a list of values, at least one, that a prepared statement of its length takes. */
export function slotList(list: readonly unknown[]): SlotList {
  const length = 2 ** Math.ceil(Math.log2(list.length));
  const names = Array.from({ length }, (_, index) => `in.${index}`);
  const last = list.length - 1;
  return {
    length,
    slots: names.map((name) => sql.placeholder(name)),
    values: Object.fromEntries(names.map((name, index) => [name, list[Math.min(index, last)]])),
  };
}
