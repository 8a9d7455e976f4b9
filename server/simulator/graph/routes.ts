import { type Context, Hono } from 'hono';
import type { Simulator } from '../simulator.ts';
import type { Page } from '../state/world.ts';
import { serialisePayload } from '../webhook/serialise-payload.ts';
import { listSubscriptions, subscribe, unsubscribe } from './app-subscriptions.ts';
import { type GraphCall, readAppCall, readGraphCall } from './graph-call.ts';
import { errorEnvelope, GraphError, unknownObject } from './graph-error.ts';
import { readNode } from './read-node.ts';
import { sendMessage } from './send-message.ts';
import { listSubscribedApps, subscribeApp, unsubscribeApp } from './subscribed-apps.ts';

type Answer = (call: GraphCall, page: Page) => object;

/** The Graph API, with and without a version before the path. */
export function graphRoutes(sim: Simulator): Hono {
  const api = edges(sim);
  return new Hono().route('/:version{v[0-9]+\\.[0-9]+}', api).route('/', api);
}

function edges(sim: Simulator): Hono {
  const app = new Hono();
  const edge = (answer: Answer) => async (c: Context) => {
    const call = await readGraphCall(sim, c);
    return reply(200, answer(call, ownPage(c, call)));
  };
  const send = edge((call, page) => sendMessage(sim, page, call.params));
  app.post('/:id/messages', send);
  app.get(
    '/:id/subscribed_apps',
    edge((_call, page) => listSubscribedApps(sim, page)),
  );
  app.post(
    '/:id/subscribed_apps',
    edge((call, page) => subscribeApp(sim, page, call.params['subscribed_fields'])),
  );
  app.delete(
    '/:id/subscribed_apps',
    edge((_call, page) => unsubscribeApp(sim, page)),
  );
  app.get('/:id/subscriptions', async (c) => reply(200, listSubscriptions(sim, await appParams(sim, c))));
  app.post('/:id/subscriptions', async (c) => reply(200, await subscribe(sim, await appParams(sim, c))));
  app.delete('/:id/subscriptions', async (c) => reply(200, unsubscribe(sim, await appParams(sim, c))));
  app.get('/:id', async (c) => {
    const call = await readGraphCall(sim, c);
    return reply(200, readNode(sim, call.page, c.req.param('id'), call.params['fields']));
  });
  app.all('*', (c) => {
    throw unknownObject(c.req.method, c.req.path.split('/').at(-1) ?? '');
  });
  app.onError((error) => {
    if (!(error instanceof GraphError)) throw error;
    return reply(400, errorEnvelope(error, sim.random));
  });
  return app;
}

/** An app token acts for its own app only. */
async function appParams(sim: Simulator, c: Context): Promise<GraphCall['params']> {
  const params = await readAppCall(sim, c);
  const id = c.req.param('id') ?? '';
  if (id !== sim.app.id) throw unknownObject(c.req.method, id);
  return params;
}

/** A Page token acts for its own Page only. */
function ownPage(c: Context, call: GraphCall): Page {
  const id = c.req.param('id') ?? '';
  if (id !== 'me' && id !== call.page.id) throw unknownObject(c.req.method, id);
  return call.page;
}

function reply(status: number, body: object): Response {
  const headers = { 'content-type': 'application/json; charset=UTF-8', 'facebook-api-version': 'v25.0' };
  return new Response(serialisePayload(body), { status, headers });
}
