import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { partsImportMap, pinnedUrl, type WidgetPin } from '../shared/widget-pin.ts';
import { accountLinkRoutes } from './account-links/index.ts';
import { apiKeyRoutes, authenticateApiKey } from './api-keys/index.ts';
import { appRoutes } from './apps/index.ts';
import { arrivalRoutes } from './arrivals/index.ts';
import { auditRoutes } from './audit/index.ts';
import type { Ctx } from './base/ctx.ts';
import { requireKey } from './base/actor.ts';
import { notFound } from './base/errors.ts';
import {
  allowCors,
  apiDocs,
  countRequests,
  createRouter,
  errors,
  type HttpEnv,
  limitBody,
  metricsRoute,
  onError,
  refuseNul,
  type Router,
  securityHeaders,
  serveFile,
  withRequestCtx,
} from './base/http/index.ts';
import { demoFiles } from './demo-files.ts';
import { entryPointRoutes, entryPointVisitorRoutes, exampleSnippets, type PluginSource } from './entry-points/index.ts';
import { acceptRoutes, deliveryRoutes, type Inbox, verificationRoutes } from './inbox/index.ts';
import {
  followSiteUser,
  linkCodeRoutes,
  linkPageRoutes,
  linkingVisitorRoutes,
  loginPromptRoutes,
} from './linking/index.ts';
import { messageRoutes } from './messaging/index.ts';
import { pageConnectionRoutes, pageRoutes } from './pages/index.ts';
import { mintLinkVisit, refRoutes, type StageCounter, stageRoutes } from './refs/index.ts';
import { notificationRoutes } from './site-notifications/index.ts';
import { siteRoutes } from './sites/index.ts';
import { threadRoutes } from './threads/index.ts';
import type { WidgetVersions } from './widget-versions.ts';

/** What the HTTP side needs beside the ctx. */
export interface AppOptions {
  readonly ctx: Ctx;
  readonly inbox: Inbox;
  readonly trustedProxies: number;
  /** The app that page tokens put by API belong to. */
  readonly appId: string;
  readonly version: string;
  readonly widget: WidgetVersions;
  readonly stageCounter: StageCounter;
  /** Where Meta's plugins come from; null: they are off. */
  readonly plugin: PluginSource;
  /** Opens /metrics to whoever sends it; without one it is open to this machine alone. */
  readonly metricsToken?: string | undefined;
}

const EVERGREEN = 'public, max-age=300, stale-while-revalidate=86400';
const IMMUTABLE = 'public, max-age=31536000, immutable';

type WorkerOptions = Pick<AppOptions, 'ctx' | 'metricsToken' | 'trustedProxies'>;

/** What a process that only works in the background answers: whether it lives. */
export function createWorkerApp(options: WorkerOptions): Router {
  return addOperators(createRouter(), options);
}

function addOperators(app: Router, { ctx, metricsToken, trustedProxies }: WorkerOptions): Router {
  app.use(securityHeaders);
  app.use(withRequestCtx(ctx));
  app.use(countRequests(ctx.metrics));
  app.onError(onError);
  app.notFound((c) => onError(notFound('path', c.req.path), c));
  app.route('/', healthRoutes(ctx));
  app.route('/', metricsRoute(ctx.metrics, metricsToken, trustedProxies));
  return app;
}

/** The whole HTTP surface: every room's routes, the widget's files, the API document. */
export function createApp(options: AppOptions): Router {
  const app = createRouter();
  app.route('/', acceptRoutes(options.ctx, options.inbox));
  addOperators(app, options);
  app.route('/', verificationRoutes(options.inbox));
  app.use('/v1/*', limitBody(512), refuseNul, authenticate);
  const rooms = [
    siteRoutes(),
    appRoutes(),
    pageRoutes(options.appId),
    pageConnectionRoutes(options.appId),
    entryPointRoutes(pinOf(options.widget)),
    entryPointVisitorRoutes(mintLinkVisit, options.trustedProxies, options.plugin),
    stageRoutes(options.trustedProxies, options.stageCounter),
    refRoutes(options.trustedProxies),
    linkingVisitorRoutes(options.trustedProxies),
    linkPageRoutes(options.trustedProxies),
    linkCodeRoutes(options.trustedProxies),
    loginPromptRoutes(),
    arrivalRoutes(),
    threadRoutes(),
    accountLinkRoutes(followSiteUser),
    messageRoutes(),
    deliveryRoutes(options.inbox),
    apiKeyRoutes(),
    auditRoutes(),
    notificationRoutes(),
  ];
  for (const room of rooms) app.route('/', room);
  app.route('/', widgetFiles(options.widget));
  app.route('/', demoFiles(exampleSnippets(pinOf(options.widget))));
  app.route('/', apiDocs());
  app.get('/', (c) => c.redirect('/docs'));
  describeApi(app, options);
  return app;
}

/** The calls of browsers; all others under /v1 need a key. */
const VISITORS_PATHS = [
  /^\/v1\/refs(\/|$)/,
  /^\/v1\/entry-points\/[^/]+\/config$/,
  /^\/v1\/(takeover|stages|link-codes)$/,
];

const authenticate = createMiddleware<HttpEnv>(async function authenticate(c, next) {
  const actor = await authenticateApiKey(c.var.ctx, c.req.header('authorization'));
  if (actor) c.set('ctx', { ...c.var.ctx, actor });
  // Before anything of the request is looked at: without a key there is nothing to say about its shape.
  else if (!VISITORS_PATHS.some((path) => path.test(c.req.path))) requireKey();
  await next();
});

function pinOf({ current, integrity }: WidgetVersions): WidgetPin {
  return { version: current, integrity };
}

function widgetFiles(widget: WidgetVersions): Router {
  const router = createRouter();
  const serve = (c: Context<HttpEnv>, version: string, file: string, caching: string) => {
    const path = widget.pathOf(version, file);
    if (!path) throw notFound('file of the widget', `${version}/${file}`);
    return serveFile(c, path, caching);
  };
  for (const file of widget.files) {
    const path = `/${file}`;
    const handle = (c: Context<HttpEnv>) => serve(c, widget.current, file, EVERGREEN);
    router.use(path, allowCors('GET'));
    if (/^widget\.m?js$/.test(file)) router.openapi(documented(path, 'The widget, always the current one'), handle);
    // The parts are the widget's own affair: it asks for them by itself.
    else router.get(path, handle);
  }
  // Before the files: without it no page of another origin can check what it was sent.
  router.use('/widget/*', allowCors('GET'));
  router.openapi(documented('/widget/v/{version}/{file}', 'A file of the widget, one version for good'), (c) =>
    serve(c, c.req.param('version') ?? '', c.req.param('file') ?? '', IMMUTABLE),
  );
  router.openapi(documented('/widget/integrity.json', 'What a page pins: the current version with its hashes'), (c) => {
    const pin = pinOf(widget);
    const { publicUrl } = c.var.ctx.settings;
    return c.json({
      ...pin,
      script: pinnedUrl(publicUrl, pin, 'widget.js'),
      importMap: partsImportMap(publicUrl, pin),
    });
  });
  return router;
}

function healthRoutes(ctx: Ctx): Router {
  const router = createRouter();
  router.openapi(documented('/healthz', 'Whether the process lives'), (c) => c.json({ status: 'ok' }));
  router.openapi(documented('/readyz', 'Whether the database answers'), async (c) => {
    await ctx.storage.ping();
    return c.json({ status: 'ready' });
  });
  return router;
}

/** A call without input or schema, for the API document. */
function documented<P extends string>(path: P, summary: string) {
  const responses = { 200: { description: summary }, ...errors };
  const params = z.object(path.includes('{version}') ? { version: z.string(), file: z.string() } : {});
  return createRoute({ method: 'get', path, tags: ['Operators'], summary, request: { params }, responses });
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
