import { createRoute } from '@hono/zod-openapi';
import { App } from '../../shared/api/apps.ts';
import { page } from '../../shared/api/list.ts';
import { bearer, createRouter, errors, json, type Router } from '../base/http/index.ts';
import { listApps } from './list-apps.ts';

const list = createRoute({
  method: 'get',
  path: '/v1/apps',
  tags: ['Apps'],
  summary: 'List Meta apps',
  security: bearer,
  responses: { 200: json(page(App), 'Oldest first.'), ...errors },
});

/** `/v1/apps` */
export function appRoutes(): Router {
  return createRouter().openapi(list, async (c) => c.json(await listApps(c.var.ctx), 200));
}
