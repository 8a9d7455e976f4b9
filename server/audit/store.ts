import { and, desc, eq, lt } from 'drizzle-orm';
import type { ListAuditQuery } from '../../shared/api/audit.ts';
import { fetchSize } from '../base/page.ts';
import { executeRows, type Gathering, type Reading } from '../base/storage/index.ts';
import { auditTables } from './tables.ts';

export type AuditRow = typeof auditTables.sqlite.auditEntries.$inferSelect;

/** Adds rows; they are never changed. */
export const AUDIT_ENTRIES: Gathering<AuditRow> = {
  name: 'audit.entries',
  async write(tx, rows) {
    const t = auditTables.of(tx).auditEntries;
    await executeRows(tx, 'audit.insert', rows, (db, slots) => db.insert(t).values(slots));
  },
};

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
