import { createRoute, z } from '@hono/zod-openapi';
import { ListQuery, page } from '../../shared/api/list.ts';
import {
  CheckPageBody,
  ConnectedPage,
  DisconnectPageQuery,
  PageId,
  PageRepair,
  PutPageBody,
  UpdatePageBody,
} from '../../shared/api/pages.ts';
import { bearer, createRouter, errors, json, jsonBody, type Router } from '../base/http/index.ts';
import { checkPageNow } from './check-page-now.ts';
import { disconnectPage } from './disconnect-page.ts';
import { getPage } from './get-page.ts';

import { listPages } from './list-pages.ts';
import { putPage } from './put-page.ts';
import { repairPageNow } from './repair-page-now.ts';
import { updatePage } from './update-page.ts';

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
  summary: 'Get a Page: the two steps, every check, and its health',
  request: { params },
  responses: { 200: json(ConnectedPage, 'The Page, as it was when it was last looked at.'), ...errors },
});

const list = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/pages',
  summary: 'List Pages',
  request: { query: ListQuery },
  responses: { 200: json(page(ConnectedPage), 'By id, highest first.'), ...errors },
});

const update = createRoute({
  ...shared,
  method: 'patch',
  path: '/v1/pages/{id}',
  summary: 'Change how a Page is looked after',
  request: { params, body: jsonBody(UpdatePageBody) },
  responses: { 200: json(ConnectedPage, 'The Page.'), ...errors },
});

const check = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/pages/{id}/check',
  summary: 'Look at a Page now',
  description: 'The body may be left out. Nothing is sent to anybody unless `probesSending` says so.',
  request: { params, body: { ...jsonBody(CheckPageBody), required: false } },
  responses: { 200: json(ConnectedPage, 'The Page, as it was just seen.'), ...errors },
});

const repair = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/pages/{id}/repair',
  summary: 'Repair a Page: subscribe it again, with every field',
  request: { params },
  responses: { 200: json(PageRepair, 'What was done, and what only a person can do.'), ...errors },
});

const disconnect = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/pages/{id}/disconnect',
  summary: 'Disconnect a Page, or one app of several; its history stays',
  request: { params, query: DisconnectPageQuery },
  responses: { 200: json(ConnectedPage, 'The Page, without the subscriptions and tokens that ended.'), ...errors },
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
    .openapi(list, async (c) => c.json(await listPages(c.var.ctx, c.req.valid('query')), 200))
    .openapi(update, async (c) =>
      c.json(await updatePage(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(check, async (c) =>
      // Without a body there is nothing that could have been validated, or filled in.
      c.json(await checkPageNow(c.var.ctx, c.req.valid('param').id, CheckPageBody.parse(c.req.valid('json'))), 200),
    )
    .openapi(repair, async (c) => c.json(await repairPageNow(c.var.ctx, c.req.valid('param').id), 200))
    .openapi(disconnect, async (c) =>
      c.json(await disconnectPage(c.var.ctx, c.req.valid('param').id, c.req.valid('query').appId ?? null), 200),
    );
}
