import { z } from 'zod';
import { Instant, ListQuery } from './list.ts';

/** One write by a human, a key or the program itself. */
export const AuditEntry = z.object({
  id: z.string(),
  at: Instant,
  actorType: z.string(),
  actorId: z.string().nullable(),
  action: z.string().describe('Such as entry_point.created.'),
  subject: z.string().describe('Id or key of what was written.'),
  siteId: z.string().nullable(),
  requestId: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const ListAuditQuery = ListQuery.extend({ subject: z.string().optional(), siteId: z.string().optional() });
export type ListAuditQuery = z.infer<typeof ListAuditQuery>;
