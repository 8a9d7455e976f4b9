import type { AuditEntry, ListAuditQuery } from '../../shared/api/audit.ts';
import type { Page } from '../../shared/api/list.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toPage } from '../base/page.ts';
import { selectEntries } from './store.ts';

/** The audit trail, newest first; a key of one site sees that site's part. */
export async function listAudit(ctx: Ctx, query: ListAuditQuery): Promise<Page<AuditEntry>> {
  requireScope(ctx.actor, 'audit:read');
  const rows = await ctx.storage.read((at) => selectEntries(at, query, siteOf(ctx.actor)));
  return toPage(
    rows,
    query,
    (row) => row.id,
    (row) => ({ ...row, at: row.at.toISOString() }),
  );
}
