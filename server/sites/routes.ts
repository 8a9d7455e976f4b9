import { createRoute, z } from '@hono/zod-openapi';
import { ListQuery, page } from '../../shared/api/list.ts';
import { CreatedSite, CreateSiteBody, Site, UpdateSiteBody } from '../../shared/api/sites.ts';
import { CreatedUserTokenSecret, CreateUserTokenSecretBody } from '../../shared/api/user-tokens.ts';
import { bearer, createRouter, errors, json, jsonBody, type Router } from '../base/http/index.ts';
import { createSite } from './create-site.ts';
import { createUserTokenSecret } from './create-user-token-secret.ts';
import { getSite } from './get-site.ts';
import { listSites } from './list-sites.ts';
import { removeUserTokenSecret } from './remove-user-token-secret.ts';
import { describeSigning } from './signers/describe-signing.ts';
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

const createSecret = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/sites/{id}/user-token-secrets',
  summary: 'Create a second secret for user tokens; how to sign them',
  description: describeSigning(),
  request: { params, body: { ...jsonBody(CreateUserTokenSecretBody), required: false } },
  responses: { 201: json(CreatedUserTokenSecret, 'The secret, shown once.'), ...errors },
});

const removeSecret = createRoute({
  ...shared,
  method: 'delete',
  path: '/v1/sites/{id}/user-token-secrets/{secretId}',
  summary: 'Remove a secret for user tokens',
  request: { params: params.extend({ secretId: z.string() }) },
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
    )
    .openapi(createSecret, async (c) =>
      c.json(await createUserTokenSecret(c.var.ctx, c.req.valid('param').id, c.req.valid('json') ?? {}), 201),
    )
    .openapi(removeSecret, async (c) => {
      const { id, secretId } = c.req.valid('param');
      return c.json(await removeUserTokenSecret(c.var.ctx, id, secretId), 200);
    });
}
