import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { ZodError } from 'zod';
import { chatRoutes } from './chat/routes.ts';
import { landingRoutes } from './chat/landing-routes.ts';
import { sentence } from './control/read-body.ts';
import { controlRoutes } from './control/routes.ts';
import { frontRoutes } from './front/routes.ts';
import { graphRoutes } from './graph/routes.ts';
import { returnRoutes } from './linking/return-routes.ts';
import { refusalPage } from './refusal-page.ts';
import { mediaRoutes } from './media-routes.ts';
import { RequestRefused } from './request-refused.ts';
import { createPluginDesk } from './sdk/plugin-desk.ts';
import { sdkControlRoutes, sdkRoutes } from './sdk/routes.ts';
import { shopRoutes } from './shop/routes.ts';
import type { Simulator } from './simulator.ts';

/** An attachment may have 25 MB, and comes with its envelope. */
const MAX_BODY_BYTES = 27_000_000;

/** All surfaces of the simulator in one application. */
export function simulatorApp(sim: Simulator, log: (line: string) => void): Hono {
  const app = new Hono();
  const desk = createPluginDesk();
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES }));
  app.route('/', frontRoutes(sim));
  app.route('/m', landingRoutes(sim));
  app.route('/ig/m', landingRoutes(sim));
  app.route('/media', mediaRoutes(sim));
  app.route('/chat', chatRoutes(sim));
  app.route('/', returnRoutes(sim));
  app.route('/graph', graphRoutes(sim));
  app.route('/control', controlRoutes(sim));
  app.route('/control/sdk', sdkControlRoutes(desk));
  app.route('/sdk', sdkRoutes(sim, desk));
  app.route('/shop', shopRoutes(sim));
  app.notFound((c) => refuse(c, 404, 'There is no such page.'));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (error instanceof RequestRefused) return refuse(c, error.status, error.message);
    if (error instanceof ZodError) return refuse(c, 400, `The body does not fit: ${sentence(error)}`);
    log(`Simulator error at ${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
    return refuse(c, 500, 'Something went wrong in the simulator; its log says what.');
  });
  return app;
}

/** A page for people, JSON for scripts. */
function refuse(c: Context, status: 400 | 403 | 404 | 415 | 500, message: string): Response | Promise<Response> {
  if (/^\/(?:control|graph)\b/.test(c.req.path)) return c.json({ error: { message } }, status);
  return c.html(refusalPage(message), status);
}
