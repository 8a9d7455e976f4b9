import { createRoute, z } from '@hono/zod-openapi';
import { page } from '../../shared/api/list.ts';
import { ListThreadsQuery, Thread } from '../../shared/api/threads.ts';
import { bearer, createRouter, errors, json, type Router } from '../base/http/index.ts';
import { getThread } from './get-thread.ts';
import { listThreads } from './list-threads.ts';

const shared = { tags: ['Threads'], security: bearer };

const list = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/threads',
  summary: 'List threads',
  request: { query: ListThreadsQuery },
  responses: { 200: json(page(Thread), 'The one seen last first.'), ...errors },
});

const get = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/threads/{pageId}/{psid}',
  summary: 'Get a thread',
  request: { params: z.object({ pageId: z.string(), psid: z.string() }) },
  responses: { 200: json(Thread, 'The thread.'), ...errors },
});

/** `/v1/threads` */
export function threadRoutes(): Router {
  return createRouter()
    .openapi(list, async (c) => c.json(await listThreads(c.var.ctx, c.req.valid('query')), 200))
    .openapi(get, async (c) => {
      const { pageId, psid } = c.req.valid('param');
      return c.json(await getThread(c.var.ctx, pageId, psid), 200);
    });
}
