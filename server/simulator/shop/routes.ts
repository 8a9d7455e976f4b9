import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { pageHeaders } from '../page-headers.ts';
import { RequestRefused } from '../request-refused.ts';
import { serveAsset } from '../serve-asset.ts';
import type { Simulator } from '../simulator.ts';
import { accountPage } from './account-page.ts';
import { handOffRoutes } from './hand-off/routes.ts';
import { createUserToken } from './create-user-token.ts';
import { disconnectAccount } from './disconnect-account.ts';
import { findConnection } from './find-connection.ts';
import { findWays } from './find-ways.ts';
import { homePage } from './home-page.ts';
import { findProduct } from './product.ts';
import { type Embed, productPage } from './product-page.ts';
import { findAccount } from './shop-account.ts';
import { signIn, signedInAccount, signOut } from './shop-session.ts';
import { signInPage } from './sign-in-page.ts';
import { waysPage } from './ways-page.ts';

const ASSETS = [
  'shop.css',
  'shop-account.js',
  'shop-hand-off.js',
  'shop-mark.svg',
  'highland-oolong.svg',
  'stone-teapot.svg',
];
const HOME = '/shop';

/** The demo shop: a customer's website, as far as Threadtie is concerned. */
export function shopRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.get('/assets/:name', (c) => serveAsset(c, c.req.param('name'), ASSETS));
  app.route('/', handOffRoutes(sim));
  app.use(pageHeaders(new URL(sim.apiUrl).origin), csrf());
  app.get('/', async (c) => c.html(homePage(await signedInAccount(sim, c))));
  app.get('/products/:slug', async (c) => {
    const product = findProduct(c.req.param('slug'));
    if (!product) throw new RequestRefused(404, 'The shop has no such product.');
    return c.html(productPage(product, await signedInAccount(sim, c), embedOf(sim)));
  });
  app.get('/account', async (c) => {
    const account = await signedInAccount(sim, c);
    if (!account) return c.redirect('/shop/sign-in?next=/shop/account', 303);
    return c.html(accountPage(account, await findConnection(sim, account)));
  });
  app.get('/ways', (c) => ways(sim, c));
  app.post('/disconnect', async (c) => {
    const account = await signedInAccount(sim, c);
    if (!account) return c.text('Nobody is signed in.', 401);
    await disconnectAccount(sim, account);
    return c.body(null, 204);
  });
  app.get('/user-token', (c) => userToken(sim, c));
  app.route('/', signInRoutes(sim));
  return app;
}

function signInRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.get('/sign-in', (c) => c.html(signInPage(safeNext(c.req.query('next')))));
  app.post('/sign-in', async (c) => {
    const form = await c.req.parseBody();
    const account = findAccount(String(form['account']));
    if (!account) throw new RequestRefused(400, 'The shop has no such customer.');
    await signIn(sim, c, account);
    return c.redirect(safeNext(form['next']), 303);
  });
  app.post('/sign-out', (c) => {
    signOut(c);
    return c.redirect(HOME, 303);
  });
  return app;
}

async function ways(sim: Simulator, c: Context): Promise<Response> {
  const account = await signedInAccount(sim, c);
  if (!account) return c.redirect('/shop/sign-in?next=/shop/ways', 303);
  const { credentials } = sim.store.world.shop;
  if (!credentials) return c.text('The shop is not registered with Threadtie yet.', 503);
  const chatUrl = `${sim.url}/m/${sim.store.world.pages[0]?.username ?? ''}`;
  const [found, { state }] = [await findWays(sim, credentials), await findConnection(sim, account)];
  return c.html(waysPage(account, found, { apiUrl: sim.apiUrl, chatUrl, isConnected: state === 'connected' }));
}

async function userToken(sim: Simulator, c: Context): Promise<Response> {
  const account = await signedInAccount(sim, c);
  if (!account) return c.text('Nobody is signed in.', 401);
  const { credentials } = sim.store.world.shop;
  if (!credentials) return c.text('The shop is not registered with Threadtie yet.', 503);
  return c.text(await createUserToken(credentials, account, sim.random));
}

function embedOf(sim: Simulator): Embed {
  const kept = sim.store.world.shop.credentials;
  const bareLink = `${sim.url}/m/${sim.store.world.pages[0]?.username ?? ''}`;
  return { apiUrl: sim.apiUrl, entryKey: kept?.entryKey ?? 'demo-shop', entryUrl: kept?.entryUrl ?? bareLink };
}

/** A page of this shop, whatever the query says. */
function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/shop(?:\/[a-z0-9/-]*)?$/.test(next) ? next : HOME;
}
