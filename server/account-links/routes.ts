import { createRoute, z } from '@hono/zod-openapi';
import { AccountLink, AccountLinkEvent, ListAccountLinksQuery } from '../../shared/api/account-links.ts';
import { page } from '../../shared/api/list.ts';
import { bearer, createRouter, errors, json, type Router } from '../base/http/index.ts';
import { listAccountLinkEvents, listAccountLinks } from './list-account-links.ts';
import { unlinkAccount } from './unlink-account.ts';

const shared = { tags: ['Account links'], security: bearer };

const list = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/account-links',
  summary: 'List account links',
  request: { query: ListAccountLinksQuery },
  responses: { 200: json(page(AccountLink), 'Newest first; those that stand unless asked for all.'), ...errors },
});

const history = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/account-links/history',
  summary: 'List what happened to account links',
  request: { query: ListAccountLinksQuery },
  responses: { 200: json(page(AccountLinkEvent), 'Newest first; refused attempts too.'), ...errors },
});

const unlink = createRoute({
  ...shared,
  method: 'delete',
  path: '/v1/account-links/{id}',
  summary: 'Remove an account link',
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: json(AccountLink, 'The link as it is now.'), ...errors },
});

/** `/v1/account-links` */
export function accountLinkRoutes(): Router {
  return createRouter()
    .openapi(list, async (c) => c.json(await listAccountLinks(c.var.ctx, c.req.valid('query')), 200))
    .openapi(history, async (c) => c.json(await listAccountLinkEvents(c.var.ctx, c.req.valid('query')), 200))
    .openapi(unlink, async (c) => c.json(await unlinkAccount(c.var.ctx, c.req.valid('param').id), 200));
}
