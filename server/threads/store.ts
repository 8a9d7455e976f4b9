import { and, desc, eq, sql } from 'drizzle-orm';
import type { ListThreadsQuery } from '../../shared/api/threads.ts';
import { fetchSize } from '../base/page.ts';
import { isBehind, type Reading, type Tx } from '../base/storage/index.ts';
import { threadTables } from './tables.ts';

export type ThreadRow = typeof threadTables.sqlite.threads.$inferSelect;

/** Adds the thread, or widens its first and last sight; a window only ever moves forward, whatever order events come in. */
export async function upsertThread(tx: Tx, row: ThreadRow): Promise<void> {
  const t = threadTables.of(tx).threads;
  const statement = tx.prepared('threads.upsert', (db) =>
    db
      .insert(t)
      .values({
        pageId: sql.placeholder('pageId'),
        psid: sql.placeholder('psid'),
        firstSeenAt: sql.placeholder('firstSeenAt'),
        lastSeenAt: sql.placeholder('lastSeenAt'),
        windowOpenedAt: sql.placeholder('windowOpenedAt'),
      })
      .onConflictDoUpdate({
        target: [t.pageId, t.psid],
        set: {
          firstSeenAt: sql`case when excluded.first_seen_at < ${t.firstSeenAt} then excluded.first_seen_at else ${t.firstSeenAt} end`,
          lastSeenAt: sql`case when excluded.last_seen_at > ${t.lastSeenAt} then excluded.last_seen_at else ${t.lastSeenAt} end`,
          windowOpenedAt: sql`case when excluded.window_opened_at is null then ${t.windowOpenedAt} when ${t.windowOpenedAt} is null or excluded.window_opened_at > ${t.windowOpenedAt} then excluded.window_opened_at else ${t.windowOpenedAt} end`,
        },
      }),
  );
  await statement.execute({ ...row });
}

/** Threads, the one seen last first, from behind `after`. */
export async function selectThreads(
  at: Reading,
  query: ListThreadsQuery,
  after: readonly [lastSeenAt: Date, pageId: string, psid: string] | null,
): Promise<ThreadRow[]> {
  const t = threadTables.of(at).threads;
  return await at.db
    .select()
    .from(t)
    .where(
      and(
        query.pageId ? eq(t.pageId, query.pageId) : undefined,
        query.psid ? eq(t.psid, query.psid) : undefined,
        after ? isBehind([t.lastSeenAt, t.pageId, t.psid], after) : undefined,
      ),
    )
    .orderBy(desc(t.lastSeenAt), desc(t.pageId), desc(t.psid))
    .limit(fetchSize(query));
}
