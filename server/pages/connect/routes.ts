import { createRoute, z } from '@hono/zod-openapi';
import { ListQuery, page } from '../../../shared/api/list.ts';
import {
  ChoosePagesBody,
  ConnectionGuide,
  PageConnection,
  StartConnectionBody,
} from '../../../shared/api/page-connections.ts';
import { bearer, createRouter, errors, json, jsonBody, type Router } from '../../base/http/index.ts';
import { choosePages } from './choose-pages.ts';
import { getConnection } from './get-connection.ts';
import { getConnectionGuide } from './get-connection-guide.ts';
import { listConnections } from './list-connections.ts';
import { resumeConnection } from './resume-connection.ts';
import { startConnection } from './start-connection.ts';

const shared = { tags: ['Page connections'], security: bearer };
const params = z.object({ id: z.string().max(100) });
const answer = (description: string) => ({ 200: json(PageConnection, description), ...errors });

const start = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/page-connections',
  summary: 'Begin to connect Pages, with a user token',
  request: { body: jsonBody(StartConnectionBody) },
  responses: {
    201: json(PageConnection, 'The connection, with the Pages that can be chosen, or what is in the way.'),
    ...errors,
  },
});

const list = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/page-connections',
  summary: 'List page connections',
  request: { query: ListQuery },
  responses: { 200: json(page(PageConnection), 'Newest first.'), ...errors },
});

const guide = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/page-connections/guide',
  summary: 'How to come to a user token, also with a test user',
  responses: { 200: json(ConnectionGuide, 'The steps, in order.'), ...errors },
});

const get = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/page-connections/{id}',
  summary: 'Get a page connection',
  request: { params },
  responses: answer('The connection, as far as it is.'),
});

const choose = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/page-connections/{id}/pages',
  summary: 'Choose the Pages to connect',
  request: { params, body: jsonBody(ChoosePagesBody) },
  responses: answer('The connection; the work goes on in the background.'),
});

const resume = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/page-connections/{id}/resume',
  summary: 'Go on where a page connection stands',
  request: { params },
  responses: answer('The connection; what failed is tried again, what is done stays done.'),
});

/**
 * `/v1/page-connections`
 * @param defaultAppId the app that is meant when none is named
 */
export function pageConnectionRoutes(defaultAppId: string): Router {
  return createRouter()
    .openapi(start, async (c) => c.json(await startConnection(c.var.ctx, defaultAppId, c.req.valid('json')), 201))
    .openapi(list, async (c) => c.json(await listConnections(c.var.ctx, c.req.valid('query')), 200))
    .openapi(guide, (c) => c.json(getConnectionGuide(c.var.ctx, defaultAppId), 200))
    .openapi(get, async (c) => c.json(await getConnection(c.var.ctx, c.req.valid('param').id), 200))
    .openapi(choose, async (c) =>
      c.json(await choosePages(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .openapi(resume, async (c) => c.json(await resumeConnection(c.var.ctx, c.req.valid('param').id), 200));
}
