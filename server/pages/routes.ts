import { createRoute, z } from '@hono/zod-openapi';
import { ListQuery, page } from '../../shared/api/list.ts';
import { ConnectedPage, PageId, PutPageBody } from '../../shared/api/pages.ts';
import { bearer, createRouter, errors, json, jsonBody, type Router } from '../base/http/index.ts';
import { getPage } from './get-page.ts';
import { listPages } from './list-pages.ts';
import { putPage } from './put-page.ts';

const shared = { tags: ['Pages'], security: bearer };
const params = z.object({ id: PageId });

const put = createRoute({
  ...shared,
  method: 'put',
  path: '/v1/pages/{id}',
  summary: 'Make a Page known, with its access token',
  request: { params, body: jsonBody(PutPageBody) },
  responses: { 200: json(ConnectedPage, 'The Page as it is now.'), ...errors },
});

const get = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/pages/{id}',
  summary: 'Get a Page',
  request: { params },
  responses: { 200: json(ConnectedPage, 'The Page.'), ...errors },
});

const list = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/pages',
  summary: 'List Pages',
  request: { query: ListQuery },
  responses: { 200: json(page(ConnectedPage), 'By id, highest first.'), ...errors },
});

/**
 * `/v1/pages`
 * @param defaultAppId the app a token put here belongs to
 */
export function pageRoutes(defaultAppId: string): Router {
  return createRouter()
    .openapi(put, async (c) =>
      c.json(await putPage(c.var.ctx, c.req.valid('param').id, defaultAppId, c.req.valid('json')), 200),
    )
    .openapi(get, async (c) => c.json(await getPage(c.var.ctx, c.req.valid('param').id), 200))
    .openapi(list, async (c) => c.json(await listPages(c.var.ctx, c.req.valid('query')), 200));
}
