import { and, count, desc, eq, gte, lt } from 'drizzle-orm';
import { epochHour, type Reading } from '../base/storage/index.ts';
import { inboxTables } from './tables.ts';

/** How many events of a Page were received in each hour of a time; hours without any are left out. */
export async function countPerHour(
  at: Reading,
  pageId: string,
  from: Date,
  to: Date,
): Promise<{ hour: number; count: number }[]> {
  const t = inboxTables.of(at).events;
  const hour = epochHour(at, t.receivedAt);
  return await at.db
    .select({ hour, count: count() })
    .from(t)
    .where(and(eq(t.pageId, pageId), gte(t.receivedAt, from), lt(t.receivedAt, to)))
    .groupBy(hour);
}

/** When an event of the Page was last received. */
export async function selectLastReceived(at: Reading, pageId: string): Promise<Date | undefined> {
  const t = inboxTables.of(at).events;
  const [row] = await at.db
    .select({ at: t.receivedAt })
    .from(t)
    .where(eq(t.pageId, pageId))
    .orderBy(desc(t.receivedAt))
    .limit(1);
  return row?.at;
}
