import { Hono } from 'hono';
import { addApp } from '../app/add-app.ts';
import { addPages } from '../app/add-pages.ts';
import { issueLinkingToken } from '../app/issue-linking-token.ts';
import { setApp } from '../app/set-app.ts';
import { issueUserToken } from '../app/issue-token.ts';
import { setPage } from '../app/set-page.ts';
import { setToken } from '../app/set-token.ts';
import { assignThread } from '../app/assign-thread.ts';
import { GraphFaultChange } from '../graph/graph-faults.ts';
import type { Simulator } from '../simulator.ts';
import { getPage, getPerson } from '../state/find-in-world.ts';
import { getApp } from '../state/simulated-app.ts';
import * as body from './platform-body.ts';
import { readBody } from './read-body.ts';

/** What stands in dashboards and Page settings, and what becomes of tokens. */
export function platformRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.get('/graph-faults', (c) => c.json(sim.traffic.faults()));
  app.post('/graph-faults', async (c) => c.json(sim.traffic.setFaults(await readBody(c, GraphFaultChange))));
  app.get('/graph-calls', (c) => c.json({ data: sim.graphLog.list() }));
  app.post('/user-token', async (c) => {
    const { lifetime, person, appId } = await readBody(c, body.UserTokenBody);
    const app = getApp(sim, appId);
    const personId = getPerson(sim.store.world, person).id;
    return c.json({ token: issueUserToken(sim, { app, personId, isLongLived: lifetime === 'long' }).token });
  });
  app.post('/apps', async (c) => {
    const { id, secret } = addApp(sim, await readBody(c, body.AddAppBody));
    return c.json({ id, secret }, 201);
  });
  app.post('/app', async (c) => c.json(setApp(sim, await readBody(c, body.AppBody))));
  app.post('/page', async (c) => {
    const { pageId, ...change } = await readBody(c, body.PageBody);
    return c.json(setPage(sim, getPage(sim.store.world, pageId), change));
  });
  app.post('/pages', async (c) => c.json({ data: addPages(sim, (await readBody(c, body.AddPagesBody)).count) }, 201));
  app.post('/linking-token', async (c) => {
    const { pageId, person } = await readBody(c, body.LinkingTokenBody);
    const { world } = sim.store;
    return c.json({ token: issueLinkingToken(sim, getPage(world, pageId), getPerson(world, person)).token }, 201);
  });
  app.post('/token', async (c) => c.json({ data: setToken(sim, await readBody(c, body.TokenBody)) }));
  app.post('/thread', async (c) => {
    const { pageId, person, ownerAppId } = await readBody(c, body.ThreadOwnerBody);
    const { world } = sim.store;
    return c.json({ thread: assignThread(sim, getPage(world, pageId), getPerson(world, person), ownerAppId) });
  });
  return app;
}
