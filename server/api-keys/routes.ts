import { createRoute, z } from '@hono/zod-openapi';
import { ApiKey, CreateApiKeyBody, CreatedApiKey } from '../../shared/api/api-keys.ts';
import { ListQuery, page } from '../../shared/api/list.ts';
import { bearer, createRouter, errors, json, jsonBody, type Router } from '../base/http/index.ts';
import { createApiKey } from './create-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { revokeApiKey } from './revoke-api-key.ts';

const shared = { tags: ['API keys'], security: bearer };

const create = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/api-keys',
  summary: 'Create an API key',
  request: { body: jsonBody(CreateApiKeyBody) },
  responses: { 201: json(CreatedApiKey, 'The key (shown once).'), ...errors },
});

const list = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/api-keys',
  summary: 'List API keys',
  request: { query: ListQuery },
  responses: { 200: json(page(ApiKey), 'Newest first.'), ...errors },
});

const revoke = createRoute({
  ...shared,
  method: 'delete',
  path: '/v1/api-keys/{id}',
  summary: 'Revoke an API key',
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: json(ApiKey, 'The key as it is now.'), ...errors },
});

/** `/v1/api-keys` */
export function apiKeyRoutes(): Router {
  return createRouter()
    .openapi(create, async (c) => c.json(await createApiKey(c.var.ctx, c.req.valid('json')), 201))
    .openapi(list, async (c) => c.json(await listApiKeys(c.var.ctx, c.req.valid('query')), 200))
    .openapi(revoke, async (c) => c.json(await revokeApiKey(c.var.ctx, c.req.valid('param').id), 200));
}
