import { type Context, Hono } from 'hono';
import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { getApp } from '../state/simulated-app.ts';
import { FaultChange } from '../webhook/faults.ts';
import { buildUpdate } from '../kinds/build-update.ts';
import * as body from './control-body.ts';
import { clockState, controlState } from './control-state.ts';
import { listKinds } from './list-kinds.ts';
import { linkingControlRoutes } from './linking-routes.ts';
import { personRoutes } from './person-routes.ts';
import { platformRoutes } from './platform-routes.ts';
import { readBody } from './read-body.ts';
import { resetSimulator } from './reset-simulator.ts';

/** Everything a hand can do in the simulator, for scripts. */
export function controlRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    // A foreign page in the tester's browser must not steer; scripts send no such header.
    if (!['same-origin', 'none'].includes(c.req.header('sec-fetch-site') ?? 'none')) {
      throw new RequestRefused(403, 'Another site must not steer the simulator.');
    }
    await next();
    c.header('cache-control', 'no-store');
  });
  app.get('/', (c) => c.redirect('/control/state', 302));
  app.get('/state', (c) => c.json(controlState(sim)));
  app.post('/reset', (c) => {
    resetSimulator(sim);
    return c.json(controlState(sim));
  });
  app.route('/', personRoutes(sim));
  app.route('/', platformRoutes(sim));
  app.route('/', linkingControlRoutes(sim));
  app.route('/', webhookRoutes(sim));
  return app;
}

function webhookRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.get('/clock', (c) => c.json(clockState(sim)));
  app.post('/clock', async (c) => {
    const change = await readBody(c, body.ClockBody);
    if ('advanceMs' in change) sim.clock.advance(change.advanceMs);
    else if ('now' in change) sim.clock.set(new Date(change.now));
    else sim.clock.freeze(change.freeze);
    return c.json(clockState(sim));
  });
  app.post('/events', async (c) => {
    const { pageId, events, appId } = await readBody(c, body.EventsBody);
    const app = getApp(sim, appId);
    const updates = events.map((event) => buildUpdate(sim, app.id, pageId, event));
    const whole = updates.filter((update) => update.place === 'body');
    const others = updates.filter((update) => update.place !== 'body');
    const groups = [...(others.length > 0 ? [others] : []), ...whole.map((update) => [update])];
    const [first] = groups.map((group) => sim.webhooks.send(group));
    return c.json(first, 202);
  });
  app.get('/kinds', (c) => c.json({ data: listKinds(sim) }));
  app.get('/alerts', (c) => c.json({ data: sim.webhooks.alerts() }));
  app.get('/faults', (c) => c.json(sim.webhooks.faults()));
  app.post('/flush', (c) => {
    sim.webhooks.flush();
    return c.json({ flushed: true });
  });
  app.post('/faults', async (c) => {
    sim.webhooks.setFaults(await readBody(c, FaultChange));
    return c.json(sim.webhooks.faults());
  });
  app.get('/deliveries', (c) => c.json({ data: sim.webhooks.deliveries() }));
  app.post('/pause-webhooks', (c) => hold(sim, c, true));
  app.post('/resume-webhooks', (c) => hold(sim, c, false));
  app.post('/verify-callback', async (c) => {
    const { appId, verifyToken } = await readBody(c, body.VerifyBody);
    return c.json(await sim.verify(getApp(sim, appId), verifyToken));
  });
  return app;
}

function hold(sim: Simulator, c: Context, isHeld: boolean): Response {
  if (isHeld) sim.webhooks.pause();
  else sim.webhooks.resume();
  return c.json({ paused: sim.webhooks.paused });
}
