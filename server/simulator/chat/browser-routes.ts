import { Hono } from 'hono';
import { inAppBrowser } from '../linking/in-app-browser.ts';
import { tapLogIn } from '../linking/tap-log-in.ts';
import { tapLogOut } from '../linking/tap-log-out.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { buttonsOf, findThread, getPage } from '../state/find-in-world.ts';
import { phoneHolder } from './phone-holder.ts';

/** What leads out of the thread into the in-app browser, and Log Out, which stays. */
export function browserRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.post('/:page/log-in', async (c) => {
    const page = getPage(sim.store.world, c.req.param('page'));
    const { mid } = await c.req.parseBody();
    const { url } = tapLogIn(sim, page, phoneHolder(sim, c), { mid: typeof mid === 'string' ? mid : undefined });
    return c.html(inAppBrowser({ page, address: url }));
  });
  app.post('/:page/log-out', async (c) => {
    const page = getPage(sim.store.world, c.req.param('page'));
    const { mid } = await c.req.parseBody();
    tapLogOut(sim, page, phoneHolder(sim, c), { mid: typeof mid === 'string' ? mid : undefined });
    return c.redirect(`/chat/${page.id}`, 303);
  });
  app.get('/:page/browser', (c) => {
    const page = getPage(sim.store.world, c.req.param('page'));
    const address = c.req.query('address') ?? '';
    const thread = findThread(sim.store.world, page.id, phoneHolder(sim, c).id);
    const offered = (thread?.messages ?? []).flatMap(buttonsOf);
    // Only what a button of the thread opens: this page must lead nobody anywhere else.
    if (!offered.some((one) => one.type === 'web_url' && one.url === address)) {
      throw new RequestRefused(404, 'No button of this thread opens that address.');
    }
    return c.html(inAppBrowser({ page, address }));
  });
  return app;
}
