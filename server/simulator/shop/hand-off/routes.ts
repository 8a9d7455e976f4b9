import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { pageHeaders } from '../../page-headers.ts';
import { RequestRefused } from '../../request-refused.ts';
import type { Simulator } from '../../simulator.ts';
import { createUserToken } from '../create-user-token.ts';
import { findAccount } from '../shop-account.ts';
import { signIn, signedInAccount } from '../shop-session.ts';
import { chooseAccountPage, handOffPage } from './hand-off-pages.ts';
import { readReturn } from './read-return.ts';

/** The shop's login page as the linking pages use it: it comes back with a token that only the shop can have signed. */
export function handOffRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.use('/log-in', async (c, next) => {
    const returnTo = c.req.query('return_to') ?? '';
    const origin = URL.canParse(returnTo) ? new URL(returnTo).origin : '';
    return await pageHeaders('', origin)(c, next);
  });
  app.use('/log-in', csrf());
  app.get('/log-in', async (c) => {
    const back = readReturn(sim, c.req.query());
    const account = c.req.query('prompt') === 'login' ? null : await signedInAccount(sim, c);
    return c.html(chooseAccountPage(back, account));
  });
  app.post('/log-in', (c) => handOff(sim, c));
  return app;
}

async function handOff(sim: Simulator, c: Context): Promise<Response> {
  const { state, returnTo } = readReturn(sim, c.req.query());
  const form = await c.req.parseBody();
  const account = findAccount(String(form['account']));
  if (!account) throw new RequestRefused(400, 'The shop has no such customer.');
  const { credentials } = sim.store.world.shop;
  if (!credentials) throw new RequestRefused(400, 'The shop is not registered with Threadtie yet.');
  await signIn(sim, c, account);
  const token = await createUserToken(credentials, account, sim.random, { state });
  return c.html(handOffPage({ returnTo, state, token, account }));
}
