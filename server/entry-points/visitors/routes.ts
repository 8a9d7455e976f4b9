import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { EntryPointConfig, EntryPointKey, Takeover, TakeoverQuery } from '../../../shared/api/entry-points.ts';
import { MAX_DATA_REF_LENGTH } from '../../../shared/ref.ts';
import { storable } from '../../../shared/storable.ts';
import {
  allowCors,
  clientAddress,
  createRateLimit,
  createRouter,
  errors,
  type HttpEnv,
  json,
  type Router,
} from '../../base/http/index.ts';
import { findTakeover } from '../find-takeover.ts';
import { followLink, type LinkContext, type MintVisit } from '../follow-link.ts';
import { getConfig, type PluginSource } from '../get-config.ts';

/** With context, of one address, at one entry point. */
const LINKS_PER_MINUTE = 120;
/** How long what browsers may know of an entry point is kept, on the way and by them. */
const CONFIG_CACHE = 'public, max-age=60';
/** Where a plugin is allowed nobody keeps the answer: once switched off, it is off at the next act, everywhere. */
const PLUGIN_CACHE = 'no-store';

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
  request: { params: z.object({ key: EntryPointKey }) },
  responses: { 200: json(EntryPointConfig, 'Refines what the markup says.'), ...errors },
});

const takeover = createRoute({
  method: 'get',
  path: '/v1/takeover',
  tags: ['Visitors'],
  summary: "Which entry point stands for a Page's old plugin markup",
  description:
    "For the page's own origin: the entry point whose takesOver names it, else the oldest active one of its site.",
  request: { query: TakeoverQuery },
  responses: { 200: json(Takeover, 'The entry point as browsers see it.'), ...errors },
});

/**
 * `/go/{key}` and what browsers may know of an entry point
 * @param mintVisit makes a visit ref for a link that takes context along
 * @param trustedProxies whose X-Forwarded-For counts
 * @param plugin where Meta's plugins come from; null: they are off
 */
export function entryPointVisitorRoutes(mintVisit: MintVisit, trustedProxies: number, plugin: PluginSource): Router {
  const router = createRouter();
  router.use('/v1/entry-points/:key/config', allowCors('GET'));
  router.use('/v1/takeover', allowCors('GET'));
  router.openapi(config, async (c) => {
    const found = await getConfig(c.var.ctx, c.req.valid('param').key, c.req.header('origin'), plugin);
    c.header('cache-control', found.plugin ? PLUGIN_CACHE : CONFIG_CACHE);
    return c.json(found, 200);
  });
  router.openapi(takeover, async (c) => {
    const found = await findTakeover(c.var.ctx, c.req.valid('query'), c.req.header('origin'), plugin);
    c.header('cache-control', found.plugin ? PLUGIN_CACHE : CONFIG_CACHE);
    return c.json(found, 200);
  });
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
