import { createRoute } from '@hono/zod-openapi';
import { AuditEntry, ListAuditQuery } from '../../shared/api/audit.ts';
import { page } from '../../shared/api/list.ts';
import { bearer, createRouter, errors, json, type Router } from '../base/http/index.ts';
import { listAudit } from './list-audit.ts';

const list = createRoute({
  method: 'get',
  path: '/v1/audit',
  tags: ['Audit'],
  summary: 'List who wrote what',
  security: bearer,
  request: { query: ListAuditQuery },
  responses: { 200: json(page(AuditEntry), 'Newest first.'), ...errors },
});

/** `/v1/audit` */
export function auditRoutes(): Router {
  return createRouter().openapi(list, async (c) => c.json(await listAudit(c.var.ctx, c.req.valid('query')), 200));
}
