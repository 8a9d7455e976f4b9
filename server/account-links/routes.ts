import { createRoute, z } from '@hono/zod-openapi';
import {
  AccountLink,
  AccountLinkEvent,
  ChangedAccountLinks,
  EraseSiteUserBody,
  ListAccountLinksQuery,
  MergeSiteUsersBody,
  RenameSiteUserBody,
} from '../../shared/api/account-links.ts';
import { page } from '../../shared/api/list.ts';
import { bearer, createRouter, errors, json, jsonBody, type Router } from '../base/http/index.ts';
import { eraseSiteUser } from './erase-site-user.ts';
import type { FollowSiteUser } from './follow-site-user.ts';
import { listAccountLinkEvents, listAccountLinks } from './list-account-links.ts';
import { mergeSiteUsers } from './merge-site-users.ts';
import { renameSiteUser } from './rename-site-user.ts';
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

const rename = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/account-links/rename',
  summary: 'Tell that an account of the site has another id',
  request: { body: jsonBody(RenameSiteUserBody) },
  responses: { 200: json(ChangedAccountLinks, 'Its links, history, open visits and arrivals follow.'), ...errors },
});

const merge = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/account-links/merge',
  summary: 'Tell that two accounts of the site became one',
  request: { body: jsonBody(MergeSiteUsersBody) },
  responses: { 200: json(ChangedAccountLinks, 'The threads of the first belong to the second.'), ...errors },
});

const erase = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/account-links/erase',
  summary: 'Tell that an account of the site was deleted',
  request: { body: jsonBody(EraseSiteUserBody) },
  responses: { 200: json(ChangedAccountLinks, 'Its links have ended; its id and name are forgotten.'), ...errors },
});

/**
 * `/v1/account-links`
 * @param follow what rooms above do when an account changes
 */
export function accountLinkRoutes(follow: FollowSiteUser): Router {
  return createRouter()
    .openapi(list, async (c) => c.json(await listAccountLinks(c.var.ctx, c.req.valid('query')), 200))
    .openapi(history, async (c) => c.json(await listAccountLinkEvents(c.var.ctx, c.req.valid('query')), 200))
    .openapi(rename, async (c) => c.json(await renameSiteUser(c.var.ctx, c.req.valid('json'), follow), 200))
    .openapi(merge, async (c) => c.json(await mergeSiteUsers(c.var.ctx, c.req.valid('json'), follow), 200))
    .openapi(erase, async (c) => c.json(await eraseSiteUser(c.var.ctx, c.req.valid('json'), follow), 200))
    .openapi(unlink, async (c) => c.json(await unlinkAccount(c.var.ctx, c.req.valid('param').id), 200));
}
