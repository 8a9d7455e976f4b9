import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { page } from '../../shared/api/list.ts';
import {
  CreateEntryPointBody,
  EntryPoint,
  EntryPointConfig,
  EntryPointKey,
  ListEntryPointsQuery,
  UpdateEntryPointBody,
} from '../../shared/api/entry-points.ts';
import { MAX_DATA_REF_LENGTH } from '../../shared/ref.ts';
import { storable } from '../../shared/storable.ts';
import {
  allowCors,
  clientAddress,
  createRateLimit,
  bearer,
  createRouter,
  errors,
  type HttpEnv,
  json,
  jsonBody,
  type Router,
} from '../base/http/index.ts';
import { createEntryPoint } from './create-entry-point.ts';
import { followLink, type LinkContext, type MintVisit } from './follow-link.ts';
import { getConfig } from './get-config.ts';
import { getEntryPoint } from './get-entry-point.ts';
import { listEntryPoints } from './list-entry-points.ts';
import { setEntryPointStatus, updateEntryPoint } from './update-entry-point.ts';

/** With context, of one address, at one entry point. */
const LINKS_PER_MINUTE = 120;

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

const STATUS_CALLS = [
  ['archive', 'archived', 'Archive an entry point: it attributes on, ties no accounts, and its key stays reserved'],
  ['pause', 'paused', 'Pause an entry point: it attributes on, and ties no accounts'],
  ['restore', 'active', 'Restore an entry point that was archived or paused'],
] as const;

const follow = createRoute({
  method: 'get',
  path: '/go/{key}',
  tags: ['Visitors'],
  summary: 'Follow an entry point from e-mail or print',
  request: {
    params: z.object({ key: z.string() }),
    query: z.object({ dataRef: z.string().optional(), utm_source: z.string().optional() }).loose(),
  },
  responses: { 302: { description: 'To the Page in Messenger.' }, ...errors },
});

const config = createRoute({
  method: 'get',
  path: '/v1/entry-points/{key}/config',
  tags: ['Visitors'],
  summary: 'What a browser may know of an entry point',
  request: { params },
  responses: { 200: json(EntryPointConfig, 'Refines what the markup says.'), ...errors },
});

/**
 * `/v1/entry-points` and `/go/{key}`
 * @param mintVisit makes a visit ref for a link that takes context along
 * @param trustedProxies whose X-Forwarded-For counts
 */
export function entryPointRoutes(mintVisit: MintVisit, trustedProxies: number): Router {
  const router = createRouter();
  router.use('/v1/entry-points/:key/config', allowCors('GET'));
  router
    .openapi(create, async (c) => c.json(await createEntryPoint(c.var.ctx, c.req.valid('json')), 201))
    .openapi(list, async (c) => c.json(await listEntryPoints(c.var.ctx, c.req.valid('query')), 200))
    .openapi(config, async (c) => {
      const { key } = c.req.valid('param');
      const found = await getConfig(c.var.ctx, key, c.req.header('origin'));
      c.header('cache-control', 'public, max-age=60');
      return c.json(found, 200);
    })
    .openapi(get, async (c) => c.json(await getEntryPoint(c.var.ctx, c.req.valid('param').key), 200))
    .openapi(update, async (c) =>
      c.json(await updateEntryPoint(c.var.ctx, c.req.valid('param').key, c.req.valid('json')), 200),
    );
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
  const turns = createRateLimit(LINKS_PER_MINUTE, 60);
  router.openapi(follow, async (c) => {
    const { key } = c.req.valid('param');
    const takeTurn = (): Promise<void> => turns.take(`${key} ${clientAddress(c, trustedProxies)}`);
    const target = await followLink(c.var.ctx, key, linkContext(c), { isClick: isClick(c), mintVisit, takeTurn });
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    return c.redirect(target, 302);
  });
  return router;
}

/** A HEAD request or a prefetch opens nothing: previews of mail programs must not count. */
function isClick(c: Context<HttpEnv>): boolean {
  const purpose = `${c.req.header('sec-purpose') ?? ''} ${c.req.header('purpose') ?? ''} ${c.req.header('x-moz') ?? ''}`;
  return c.req.method === 'GET' && !/prefetch|prerender|preview/i.test(purpose);
}

function linkContext(c: Context<HttpEnv>): LinkContext {
  const entries = Object.entries(c.req.query()).filter(([name]) => /^utm_[a-z_]{1,40}$/.test(name));
  return {
    dataRef: cut(c.req.query('dataRef'), MAX_DATA_REF_LENGTH),
    utm: Object.fromEntries(entries.slice(0, 20).map(([name, value]) => [name, cut(value, 500) ?? ''])),
  };
}

/** Links in print cannot be mended, so what is too long is cut rather than refused. */
function cut(text: string | undefined, length: number): string | undefined {
  return text === undefined ? undefined : storable(text.slice(0, length));
}
