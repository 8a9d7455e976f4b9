import { createRoute, z } from '@hono/zod-openapi';
import { App, AppId, PutAppBody } from '../../shared/api/apps.ts';
import { page } from '../../shared/api/list.ts';
import { bearer, createRouter, errors, json, jsonBody, type Router } from '../base/http/index.ts';
import { listApps } from './list-apps.ts';
import { putApp } from './put-app.ts';

const list = createRoute({
  method: 'get',
  path: '/v1/apps',
  tags: ['Apps'],
  summary: 'List Meta apps',
  security: bearer,
  responses: { 200: json(page(App), 'Oldest first.'), ...errors },
});

const put = createRoute({
  method: 'put',
  path: '/v1/apps/{id}',
  tags: ['Apps'],
  summary: 'Make a Meta app known, or replace its secrets and verify token',
  security: bearer,
  request: { params: z.object({ id: AppId }), body: jsonBody(PutAppBody) },
  responses: { 200: json(App, 'The app as it is now.'), ...errors },
});

/** `/v1/apps` */
export function appRoutes(): Router {
  return createRouter()
    .openapi(list, async (c) => c.json(await listApps(c.var.ctx), 200))
    .openapi(put, async (c) => c.json(await putApp(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200));
}
