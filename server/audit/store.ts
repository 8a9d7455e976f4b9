import { and, desc, eq, lt } from 'drizzle-orm';
import type { ListAuditQuery } from '../../shared/api/audit.ts';
import { fetchSize } from '../base/page.ts';
import { placeholders, type Reading, type Tx } from '../base/storage/index.ts';
import { auditTables } from './tables.ts';

export type AuditRow = typeof auditTables.sqlite.auditEntries.$inferSelect;

/** Adds a row; rows are never changed. */
export async function insertEntry(tx: Tx, row: AuditRow): Promise<void> {
  const t = auditTables.of(tx).auditEntries;
  const statement = tx.prepared('audit.insert', (db) => db.insert(t).values(placeholders(row)));
  await statement.execute({ ...row });
}

/** Rows, newest first; `siteId` narrows whatever the query asks for. */
export async function selectEntries(at: Reading, query: ListAuditQuery, siteId: string | null): Promise<AuditRow[]> {
  const t = auditTables.of(at).auditEntries;
  const site = siteId ?? query.siteId;
  return await at.db
    .select()
    .from(t)
    .where(
      and(
        query.subject ? eq(t.subject, query.subject) : undefined,
        site ? eq(t.siteId, site) : undefined,
        query.cursor ? lt(t.id, query.cursor) : undefined,
      ),
    )
    .orderBy(desc(t.id))
    .limit(fetchSize(query));
}
