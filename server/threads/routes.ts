import { createRoute } from '@hono/zod-openapi';
import { page } from '../../shared/api/list.ts';
import { ListThreadsQuery, Thread } from '../../shared/api/threads.ts';
import { bearer, createRouter, errors, json, type Router } from '../base/http/index.ts';
import { listThreads } from './list-threads.ts';

const list = createRoute({
  method: 'get',
  path: '/v1/threads',
  tags: ['Threads'],
  summary: 'List threads',
  security: bearer,
  request: { query: ListThreadsQuery },
  responses: { 200: json(page(Thread), 'The one seen last first.'), ...errors },
});

/** `/v1/threads` */
export function threadRoutes(): Router {
  return createRouter().openapi(list, async (c) => c.json(await listThreads(c.var.ctx, c.req.valid('query')), 200));
}
