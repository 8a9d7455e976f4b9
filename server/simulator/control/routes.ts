import { type Context, Hono } from 'hono';
import { forgetThread } from '../person/forget-thread.ts';
import { openLink } from '../person/open-link.ts';
import { readLink } from '../person/read-link.ts';
import { tapGetStarted } from '../person/tap-get-started.ts';
import { writeMessage } from '../person/write-message.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { addPerson } from '../state/add-person.ts';
import { getPage, getPerson } from '../state/find-in-world.ts';
import type { Page, Person } from '../state/world.ts';
import { FaultChange } from '../webhook/faults.ts';
import { buildEvent } from './build-event.ts';
import * as body from './control-body.ts';
import { clockState, controlState } from './control-state.ts';
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
  return app;
}

function personRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.post('/people', async (c) => {
    const person = addPerson(sim.store.world, sim.random, await readBody(c, body.PersonBody));
    sim.store.changed();
    return c.json(person, 201);
  });
  app.post('/open-link', async (c) => {
    const { person, url } = await readBody(c, body.OpenLinkBody);
    const { page, link } = readLink(sim, url);
    return c.json({ thread: openLink(sim, page, getPerson(sim.store.world, person), link) });
  });
  app.post('/get-started', async (c) => {
    const [page, person] = parties(sim, await readBody(c, body.ThreadBody));
    return c.json({ thread: tapGetStarted(sim, page, person) });
  });
  app.post('/messages', async (c) => {
    const input = await readBody(c, body.MessageBody);
    const [page, person] = parties(sim, input);
    return c.json({ message: writeMessage(sim, page, person, input) });
  });
  app.post('/forget-thread', async (c) => {
    const [page, person] = parties(sim, await readBody(c, body.ThreadBody));
    forgetThread(sim, page, person);
    return c.json({ thread: null });
  });
  return app;
}

function platformRoutes(sim: Simulator): Hono {
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
    const { pageId, events } = await readBody(c, body.EventsBody);
    const built = events.map((event) => buildEvent(sim, pageId, event));
    return c.json(sim.webhooks.send(pageId, built), 202);
  });
  app.post('/faults', async (c) => {
    sim.webhooks.setFaults(await readBody(c, FaultChange));
    return c.json(sim.webhooks.faults());
  });
  app.get('/deliveries', (c) => c.json({ data: sim.webhooks.deliveries() }));
  app.post('/pause-webhooks', (c) => hold(sim, c, true));
  app.post('/resume-webhooks', (c) => hold(sim, c, false));
  app.post('/verify-callback', async (c) => c.json(await sim.verify((await readBody(c, body.VerifyBody)).verifyToken)));
  return app;
}

function hold(sim: Simulator, c: Context, isHeld: boolean): Response {
  if (isHeld) sim.webhooks.pause();
  else sim.webhooks.resume();
  return c.json({ paused: sim.webhooks.paused });
}

function parties(sim: Simulator, names: { readonly pageId: string; readonly person: string }): [Page, Person] {
  return [getPage(sim.store.world, names.pageId), getPerson(sim.store.world, names.person)];
}
