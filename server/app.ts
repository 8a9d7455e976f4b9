import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMiddleware } from 'hono/factory';
import { accountLinkRoutes } from './account-links/index.ts';
import { apiKeyRoutes, authenticateApiKey } from './api-keys/index.ts';
import { appRoutes } from './apps/index.ts';
import { arrivalRoutes } from './arrivals/index.ts';
import { auditRoutes } from './audit/index.ts';
import type { Ctx } from './base/ctx.ts';
import { notFound } from './base/errors.ts';
import {
  allowCors,
  apiDocs,
  createRouter,
  type HttpEnv,
  onError,
  type Router,
  securityHeaders,
  serveFile,
  withRequestCtx,
} from './base/http/index.ts';
import { entryPointRoutes } from './entry-points/index.ts';
import { deliveryRoutes, type Inbox, inboxRoutes } from './inbox/index.ts';
import { pageRoutes } from './pages/index.ts';
import { mintLinkVisit, refRoutes } from './refs/index.ts';
import { siteRoutes } from './sites/index.ts';
import { threadRoutes } from './threads/index.ts';

/** What the HTTP side needs beside the ctx. */
export interface AppOptions {
  readonly ctx: Ctx;
  readonly inbox: Inbox;
  readonly trustedProxies: number;
  /** The app that page tokens put by API belong to. */
  readonly appId: string;
  readonly version: string;
}

const WIDGET_FOLDER = fileURLToPath(new URL('../dist/widget', import.meta.url));
const WIDGET_FILES = ['widget.js', 'widget.mjs', 'widget-watch.mjs'] as const;
const EVERGREEN = 'public, max-age=300, stale-while-revalidate=86400';
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** The whole HTTP surface: every room's routes, the widget's files, the API document. */
export function createApp(options: AppOptions): Router {
  const app = createRouter();
  app.use(securityHeaders);
  app.use(withRequestCtx(options.ctx));
  app.onError(onError);
  app.notFound((c) => onError(notFound('path', c.req.path), c));
  app.route('/', inboxRoutes(options.inbox));
  app.use('/v1/*', authenticate);
  const rooms = [
    siteRoutes(),
    appRoutes(),
    pageRoutes(options.appId),
    entryPointRoutes(mintLinkVisit),
    refRoutes(options.trustedProxies),
    arrivalRoutes(),
    threadRoutes(),
    accountLinkRoutes(),
    deliveryRoutes(),
    apiKeyRoutes(),
    auditRoutes(),
  ];
  for (const room of rooms) app.route('/', room);
  app.route('/', widgetFiles(options.version));
  app.route('/', health(options.ctx));
  app.route('/', apiDocs());
  describeApi(app, options);
  return app;
}

const authenticate = createMiddleware<HttpEnv>(async function authenticate(c, next) {
  const actor = await authenticateApiKey(c.var.ctx, c.req.header('authorization'));
  if (actor) c.set('ctx', { ...c.var.ctx, actor });
  await next();
});

function widgetFiles(version: string): Router {
  const router = createRouter();
  router.use('/widget.js', allowCors('GET'));
  router.use('/widget.mjs', allowCors('GET'));
  router.use('/widget-watch.mjs', allowCors('GET'));
  router.use('/widget/*', allowCors('GET'));
  for (const file of WIDGET_FILES) {
    router.get(`/${file}`, (c) => serveFile(c, join(WIDGET_FOLDER, file), EVERGREEN));
    router.get(`/widget/v/${version}/${file}`, (c) => serveFile(c, join(WIDGET_FOLDER, file), IMMUTABLE));
  }
  router.get('/widget/integrity.json', (c) => c.json({ version, integrity: integrity() }));
  return router;
}

/** Subresource integrity of each file: what a page that pins a version puts into `integrity`. */
function integrity(): Record<string, string> {
  const hash = (file: string): string =>
    createHash('sha384')
      .update(readFileSync(join(WIDGET_FOLDER, file)))
      .digest('base64');
  return Object.fromEntries(WIDGET_FILES.map((file) => [file, `sha384-${hash(file)}`]));
}

function health(ctx: Ctx): Router {
  const router = createRouter();
  router.get('/', (c) => c.redirect('/docs'));
  router.get('/healthz', (c) => c.json({ status: 'ok' }));
  router.get('/readyz', async (c) => {
    await ctx.storage.ping();
    return c.json({ status: 'ready' });
  });
  return router;
}

function describeApi(app: Router, options: AppOptions): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'Bearer', { type: 'http', scheme: 'bearer' });
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Threadtie',
      version: options.version,
      description: 'Lists are paged by cursor; every error is {error: {code, message, hint, requestId}}.',
    },
    servers: [{ url: options.ctx.settings.publicUrl }],
  });
}
