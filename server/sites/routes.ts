import { createRoute, z } from '@hono/zod-openapi';
import { ListQuery, page } from '../../shared/api/list.ts';
import { CreatedSite, CreateSiteBody, Site, UpdateSiteBody } from '../../shared/api/sites.ts';
import { bearer, createRouter, errors, json, jsonBody, type Router } from '../base/http/index.ts';
import { createSite } from './create-site.ts';
import { getSite } from './get-site.ts';
import { listSites } from './list-sites.ts';
import { updateSite } from './update-site.ts';

const shared = { tags: ['Sites'], security: bearer };
const params = z.object({ id: z.string() });

const create = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/sites',
  summary: 'Create a site',
  request: { body: jsonBody(CreateSiteBody) },
  responses: { 201: json(CreatedSite, 'The site, with its secret (shown once).'), ...errors },
});

const list = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/sites',
  summary: 'List sites',
  request: { query: ListQuery },
  responses: { 200: json(page(Site), 'Newest first.'), ...errors },
});

const get = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/sites/{id}',
  summary: 'Get a site',
  request: { params },
  responses: { 200: json(Site, 'The site.'), ...errors },
});

const update = createRoute({
  ...shared,
  method: 'patch',
  path: '/v1/sites/{id}',
  summary: 'Change a site',
  request: { params, body: jsonBody(UpdateSiteBody) },
  responses: { 200: json(Site, 'The site as it is now.'), ...errors },
});

/** `/v1/sites` */
export function siteRoutes(): Router {
  return createRouter()
    .openapi(create, async (c) => c.json(await createSite(c.var.ctx, c.req.valid('json')), 201))
    .openapi(list, async (c) => c.json(await listSites(c.var.ctx, c.req.valid('query')), 200))
    .openapi(get, async (c) => c.json(await getSite(c.var.ctx, c.req.valid('param').id), 200))
    .openapi(update, async (c) =>
      c.json(await updateSite(c.var.ctx, c.req.valid('param').id, c.req.valid('json')), 200),
    );
}
