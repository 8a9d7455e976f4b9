import { Hono } from 'hono';
import { linkFromQuery } from '../person/read-link.ts';
import { openLink } from '../person/open-link.ts';
import type { Simulator } from '../simulator.ts';
import { getPage } from '../state/find-in-world.ts';
import { phoneHolder } from './phone-holder.ts';

/** What stands for m.me, and under `/ig` for ig.me: `/m/{page id or username}?ref=&text=` opens the thread on whoever's phone this is. */
export function landingRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.get('/:page', (c) => {
    const page = getPage(sim.store.world, c.req.param('page'));
    const isLookAhead = c.req.method === 'HEAD' || /\bprefetch\b/.test(c.req.header('sec-purpose') ?? '');
    const link = linkFromQuery(new URL(c.req.url).searchParams);
    if (!isLookAhead) openLink(sim, page, phoneHolder(sim, c), link);
    return c.body(null, 303, { location: `/chat/${page.id}`, 'cache-control': 'no-store' });
  });
  return app;
}
