import { fileURLToPath } from 'node:url';
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import {
  clientAddress,
  createRateLimit,
  createRouter,
  errors,
  type Html,
  type HttpEnv,
  limitBody,
  pageHeaders,
  pagePolicy,
  refuseNul,
  type Router,
  serveFile,
} from '../../base/http/index.ts';
import { beginLogin } from './at-site/begin-login.ts';
import { proveAccount } from './at-site/prove-account.ts';
import { receiveReturn } from './at-site/receive-return.ts';
import { cancelSession } from './consent/cancel-session.ts';
import { connectSession } from './consent/connect-session.ts';
import { goBack } from './consent/go-back.ts';
import { openMessengerSession } from './opening/open-messenger-session.ts';
import type { OpenedSession } from './opening/open-session.ts';
import { openWebSession } from './opening/open-web-session.ts';
import { faultPage } from './pages/fault-page.ts';
import { passingPage } from './pages/passing-page.ts';
import { sessionPage } from './pages/session-page.ts';
import { viewSession, viewSite } from './pages/session-view.ts';
import { siteLook } from './pages/site-look.ts';
import { findSession } from './session/find-session.ts';
import { LinkPageError } from './session/link-page-error.ts';
import type { LinkVisitor, SessionKey } from './session/link-visitor.ts';

const PAGES = fileURLToPath(new URL('pages/', import.meta.url));
/** Of one address: a whole office may stand behind it. */
const OPENINGS_PER_MINUTE = 30;
const CALLS_PER_MINUTE = 240;
/** Of one session: somebody who starts anew some times. */
const STEPS_PER_SESSION = 30;
const COOKIE_LIFETIME_S = 3600;

const Token = z.string().min(1).max(200);

function documented<P extends string>(method: 'get' | 'post', path: P, summary: string, description = '') {
  const named = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, Token]));
  const responses = { 200: { description: 'A page.', content: { 'text/html': { schema: z.string() } } }, ...errors };
  return createRoute({
    method,
    path,
    tags: ['Visitors'],
    summary,
    description,
    request: { params: z.object(named) },
    responses,
  });
}

/**
 * `/link`: the pages on which people log in at the site and tie their thread to an account. They need no script.
 * @param trustedProxies whose X-Forwarded-For counts
 */
export function linkPageRoutes(trustedProxies: number): Router {
  const router = createRouter();
  const calls = createRateLimit(CALLS_PER_MINUTE, 60);
  router.onError(async (error, c) => {
    const { status, page } = await faultPage(c.var.ctx, error, c.req.header('accept-language'));
    if (status === 429) c.header('retry-after', '60');
    return c.html(page, status);
  });
  router.use('/link/*', pageHeaders, limitBody(64), refuseNul, async (c, next) => {
    await calls.take(clientAddress(c, trustedProxies));
    await next();
  });
  addOpenings(router, trustedProxies);
  addSteps(router);
  addReturns(router);
  addFiles(router);
  return router;
}

function addOpenings(router: Router, trustedProxies: number): void {
  const openings = createRateLimit(OPENINGS_PER_MINUTE, 60);
  const open = async (
    c: Context<HttpEnv>,
    work: (visitor: LinkVisitor) => Promise<OpenedSession>,
  ): Promise<Response> => {
    // Apps look ahead: what only looks begins nothing.
    if (c.req.method === 'HEAD' || /\bprefetch\b/.test(c.req.header('sec-purpose') ?? '')) return c.body(null, 204);
    const address = clientAddress(c, trustedProxies);
    await openings.take(address);
    const agent = c.req.header('user-agent') ?? null;
    const opened = await work({ browser: browserOf(c), address, agent, languages: c.req.header('accept-language') });
    keepBrowser(c, opened.browser);
    return await showSession(c, opened, opened.row);
  };
  router.openapi(
    documented('get', '/link/messenger', 'Where a Log In button leads', 'Messenger adds its token and the way back.'),
    (c) => open(c, (visitor) => openMessengerSession(c.var.ctx, new URL(c.req.url).searchParams, visitor)),
  );
  router.openapi(documented('get', '/link/web/{token}', 'Where a link to log in leads, on any device'), (c) =>
    open(c, (visitor) => openWebSession(c.var.ctx, c.req.param('token') ?? '', visitor)),
  );
}

function addSteps(router: Router): void {
  const steps = createRateLimit(STEPS_PER_SESSION, 3600);
  const readForm = async (c: Context<HttpEnv>) => {
    const form = await formOf(c);
    await steps.take(form('session').slice(0, 64));
    return { key: keyOf(c, form('session')), proof: form('proof'), anew: form('anew') === 'yes' };
  };
  router.openapi(documented('get', '/link/session/{id}', 'Where somebody is on the linking pages'), async (c) => {
    const key = keyOf(c, c.req.param('id') ?? '');
    return await showSession(c, key, await findSession(c.var.ctx, key));
  });
  router.openapi(documented('post', '/link/login', 'Go to the login of the site'), async (c) => {
    const { key, proof, anew } = await readForm(c);
    const { url, row } = await beginLogin(c.var.ctx, key, { proof, anew });
    const site = await viewSite(c.var.ctx, row.siteId);
    return await show(c, passingPage({ language: row.language, site, goesTo: url.href }), site.logoUrl);
  });
  router.openapi(documented('post', '/link/connect', 'Tie the thread to the account'), async (c) => {
    const { key, proof } = await readForm(c);
    await connectSession(c.var.ctx, key, proof);
    return c.redirect(`/link/session/${key.id}`, 303);
  });
  router.openapi(documented('get', '/link/session/{id}/back', 'Go back to Messenger with the code'), async (c) => {
    const { id, browser } = keyOf(c, c.req.param('id') ?? '');
    const url = await goBack(c.var.ctx, { id, browser });
    return c.redirect(url?.href ?? `/link/session/${id}`, 303);
  });
  router.openapi(documented('post', '/link/cancel', 'Give it up'), async (c) => {
    const { key, proof } = await readForm(c);
    const { row, wayBack } = await cancelSession(c.var.ctx, key, proof);
    if (!wayBack) return await showSession(c, key, row);
    const site = await viewSite(c.var.ctx, row.siteId);
    return await show(c, passingPage({ language: row.language, site, goesTo: wayBack.href }), site.logoUrl);
  });
}

/**
 * The ways back from the site's login. Both come from another site, so the browser sends no cookie along (SameSite=Strict);
 * a page of ours leads on to where it does.
 */
function addReturns(router: Router): void {
  const park = async (c: Context<HttpEnv>, state: string, answer: Parameters<typeof receiveReturn>[2]) => {
    const { ticket, row } = await receiveReturn(c.var.ctx, state, answer);
    const goesTo = `/link/continue?ticket=${ticket}`;
    const site = await viewSite(c.var.ctx, row.siteId);
    return await show(c, passingPage({ language: row.language, site, goesTo }), site.logoUrl);
  };
  router.openapi(
    documented(
      'post',
      '/link/return',
      "The way back from the site's own login page",
      'A form with `token` (a user token that carries the `state`) and `state`, from the browser that was sent there.',
    ),
    async (c) => {
      const form = await formOf(c, { isOurs: false });
      return await park(c, form('state'), { kind: 'handoff', token: form('token') });
    },
  );
  router.openapi(documented('get', '/link/return', 'The way back from an OpenID Connect issuer'), async (c) => {
    const { search, searchParams } = new URL(c.req.url);
    return await park(c, searchParams.get('state') ?? '', { kind: 'oidc', query: search.slice(1, 8192) });
  });
  router.openapi(documented('get', '/link/continue', 'Go on after the login'), async (c) => {
    const id = await proveAccount(c.var.ctx, c.req.query('ticket') ?? '', browserOf(c));
    return c.redirect(`/link/session/${id}`, 303);
  });
}

function addFiles(router: Router): void {
  for (const [path, file] of Object.entries({
    '/link/assets/pages.css': 'pages.css',
    '/link/assets/mark.svg': 'mark.svg',
  })) {
    router.openapi(documented('get', path, 'A file of the linking pages'), (c) =>
      serveFile(c, PAGES + file, 'no-cache'),
    );
  }
  router.openapi(documented('get', '/link/look/{siteId}', "A site's colour on the linking pages"), async (c) => {
    const look = await siteLook(c.var.ctx, c.req.param('siteId') ?? '');
    return c.body(look, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'private, max-age=60' });
  });
}

async function showSession(
  c: Context<HttpEnv>,
  key: SessionKey,
  row: Awaited<ReturnType<typeof findSession>>,
): Promise<Response> {
  const view = await viewSession(c.var.ctx, key, row);
  return await show(c, sessionPage(view), view.site.logoUrl);
}

async function show(c: Context<HttpEnv>, page: Html, logoUrl: string | null): Promise<Response> {
  const pictures = logoUrl === null ? [] : [new URL(logoUrl).origin];
  c.header('content-security-policy', pagePolicy({ pictures }));
  return await c.html(page);
}

/** The fields of a form, as text. One of our own pages never sends one from another site. */
async function formOf(c: Context<HttpEnv>, { isOurs = true } = {}): Promise<(name: string) => string> {
  const site = c.req.header('sec-fetch-site');
  if (isOurs && site !== undefined && site !== 'same-origin') throw new LinkPageError('other_browser');
  const form: Readonly<Record<string, unknown>> = await c.req.parseBody();
  return (name) => {
    const value = form[name];
    return typeof value === 'string' ? value : '';
  };
}

function keyOf(c: Context<HttpEnv>, id: string): SessionKey {
  return { id, browser: browserOf(c) };
}

/** Browsers take the prefix, which pins a cookie to this host, over https alone. */
function cookieOf(c: Context<HttpEnv>): { readonly name: string; readonly secure: boolean } {
  const secure = c.var.ctx.settings.publicUrl.startsWith('https:');
  return { name: secure ? '__Host-threadtie-link' : 'threadtie-link', secure };
}

function browserOf(c: Context<HttpEnv>): string | undefined {
  const value = getCookie(c, cookieOf(c).name);
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}

/** Strict: no other site can make a browser speak for the person who opened the pages in it. */
function keepBrowser(c: Context<HttpEnv>, browser: string): void {
  const { name, secure } = cookieOf(c);
  setCookie(c, name, browser, { path: '/', httpOnly: true, secure, sameSite: 'Strict', maxAge: COOKIE_LIFETIME_S });
}
