import { Hono } from 'hono';
import { initials } from '../chat/initials.ts';
import { pageHeaders } from '../page-headers.ts';
import type { Simulator } from '../simulator.ts';
import { getPerson } from '../state/find-in-world.ts';
import { serveAsset } from '../serve-asset.ts';
import { frontPage } from './front-page.ts';
import { settingsRoutes } from './settings-routes.ts';
import { portrait } from './portrait.ts';

const ASSETS = ['simulator.css', 'chat.css', 'front.css', 'chat.js', 'simulator-mark.svg', 'send.svg', 'attach.svg'];

/** The front page, its files, and the people's pictures. */
export function frontRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.get('/', pageHeaders(), (c) => c.html(frontPage(sim)));
  app.route('/settings', settingsRoutes(sim));
  app.get('/assets/:name', (c) => serveAsset(c, c.req.param('name'), ASSETS));
  app.get('/people/:file{[a-z0-9_-]+\\.svg}', async (c) => {
    const person = getPerson(sim.store.world, c.req.param('file').slice(0, -'.svg'.length));
    return c.body(String(await portrait(initials(person.name))), 200, { 'content-type': 'image/svg+xml' });
  });
  return app;
}
