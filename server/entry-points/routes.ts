import { createRoute, z } from '@hono/zod-openapi';
import { page } from '../../shared/api/list.ts';
import {
  CreateEntryPointBody,
  EntryPoint,
  EntryPointKey,
  ListEntryPointsQuery,
  PluginSettings,
  Snippets,
  UpdateEntryPointBody,
} from '../../shared/api/entry-points.ts';
import type { WidgetPin } from '../../shared/widget-pin.ts';
import { bearer, createRouter, errors, json, jsonBody, type Router } from '../base/http/index.ts';
import { createEntryPoint } from './create-entry-point.ts';
import { getEntryPoint } from './get-entry-point.ts';
import { getSnippets } from './get-snippets.ts';
import { listEntryPoints } from './list-entry-points.ts';
import { getPluginSettings, setPluginSettings } from './plugin-settings.ts';
import { setEntryPointStatus, updateEntryPoint } from './update-entry-point.ts';

const shared = { tags: ['Entry points'], security: bearer };
const params = z.object({ key: EntryPointKey });
const answer = { 200: json(EntryPoint, 'The entry point as it is now.'), ...errors };

const create = createRoute({
  ...shared,
  method: 'post',
  path: '/v1/entry-points',
  summary: 'Create an entry point',
  request: { body: jsonBody(CreateEntryPointBody) },
  responses: { 201: json(EntryPoint, 'The entry point, with its link and snippet.'), ...errors },
});

const list = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/entry-points',
  summary: 'List entry points',
  request: { query: ListEntryPointsQuery },
  responses: { 200: json(page(EntryPoint), 'By key; archived ones too.'), ...errors },
});

const get = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/entry-points/{key}',
  summary: 'Get an entry point',
  request: { params },
  responses: answer,
});

const update = createRoute({
  ...shared,
  method: 'patch',
  path: '/v1/entry-points/{key}',
  summary: 'Change an entry point',
  request: { params, body: jsonBody(UpdateEntryPointBody) },
  responses: answer,
});

const snippets = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/entry-points/{key}/snippets',
  summary: 'What to paste for an entry point, for each place',
  request: { params },
  responses: {
    200: json(Snippets, 'Plain, pinned to a version, under a policy with nonces, for shops and frameworks.'),
    ...errors,
  },
});

const STATUS_CALLS = [
  ['archive', 'archived', 'Archive an entry point: it attributes on, ties no accounts, and its key stays reserved'],
  ['pause', 'paused', 'Pause an entry point: it attributes on, and ties no accounts'],
  ['restore', 'active', 'Restore an entry point that was archived or paused'],
] as const;

const pluginSettings = {
  ...shared,
  path: '/v1/settings/plugin',
  description: "Stops Meta's own plugins without touching a site's page: the elements show their link instead.",
  responses: { 200: json(PluginSettings, "Where Meta's plugins are switched off."), ...errors },
} as const;
const getPlugin = createRoute({
  ...pluginSettings,
  method: 'get',
  summary: "See where Meta's plugins are switched off",
});
const setPlugin = createRoute({
  ...pluginSettings,
  method: 'put',
  summary: "Switch Meta's plugins off, or on again",
  request: { body: jsonBody(PluginSettings) },
});

/**
 * `/v1/entry-points` and `/v1/settings/plugin`
 * @param pin the version of the widget that pinned snippets name
 */
export function entryPointRoutes(pin: WidgetPin): Router {
  const router = createRouter();
  router
    .openapi(create, async (c) => c.json(await createEntryPoint(c.var.ctx, c.req.valid('json')), 201))
    .openapi(list, async (c) => c.json(await listEntryPoints(c.var.ctx, c.req.valid('query')), 200))
    .openapi(get, async (c) => c.json(await getEntryPoint(c.var.ctx, c.req.valid('param').key), 200))
    .openapi(update, async (c) =>
      c.json(await updateEntryPoint(c.var.ctx, c.req.valid('param').key, c.req.valid('json')), 200),
    )
    .openapi(snippets, async (c) => c.json(await getSnippets(c.var.ctx, c.req.valid('param').key, pin), 200))
    .openapi(getPlugin, async (c) => c.json(await getPluginSettings(c.var.ctx), 200))
    .openapi(setPlugin, async (c) => c.json(await setPluginSettings(c.var.ctx, c.req.valid('json')), 200));
  for (const [call, status, summary] of STATUS_CALLS) {
    const route = createRoute({
      ...shared,
      method: 'post',
      path: `/v1/entry-points/{key}/${call}`,
      summary,
      request: { params },
      responses: answer,
    });
    router.openapi(route, async (c) =>
      c.json(await setEntryPointStatus(c.var.ctx, c.req.valid('param').key, status), 200),
    );
  }
  return router;
}
