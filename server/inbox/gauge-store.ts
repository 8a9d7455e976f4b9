import { asc, count, eq } from 'drizzle-orm';
import type { Reading } from '../base/storage/index.ts';
import { inboxTables } from './tables.ts';

/** How many events wait to be applied, counted no further than `most`. */
export async function countPending(at: Reading, most: number): Promise<number> {
  const t = inboxTables.of(at).events;
  const pending = at.db.select({ id: t.id }).from(t).where(eq(t.status, 'pending')).limit(most).as('pending');
  const [row] = await at.db.select({ count: count() }).from(pending);
  return row?.count ?? 0;
}

/** When the oldest delivery or event that waits was received. */
export async function selectOldestWaiting(at: Reading): Promise<Date | undefined> {
  const { deliveries, events } = inboxTables.of(at);
  const [stored] = await at.db
    .select({ at: deliveries.receivedAt })
    .from(deliveries)
    .where(eq(deliveries.status, 'stored'))
    .orderBy(asc(deliveries.id))
    .limit(1);
  const [pending] = await at.db
    .select({ at: events.receivedAt })
    .from(events)
    .where(eq(events.status, 'pending'))
    .orderBy(asc(events.receivedAt))
    .limit(1);
  const times = [stored?.at, pending?.at].filter((time) => time !== undefined);
  return times.toSorted((a, b) => a.getTime() - b.getTime())[0];
}
