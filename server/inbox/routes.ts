import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { page } from '../../shared/api/list.ts';
import { Delivery, InboxEvent, ListDeliveriesQuery, ListEventsQuery } from '../../shared/api/deliveries.ts';
import { bearer, createRouter, errors, type HttpEnv, json, type Router } from '../base/http/index.ts';
import type { Inbox } from './create-inbox.ts';
import { getDelivery } from './get-delivery.ts';
import { getEvent } from './get-event.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listEvents } from './list-events.ts';
import { readBody } from './read-body.ts';

const MAX_BODY_BYTES = 2 * 1024 * 1024;
const PATHS = ['/webhooks/messenger', '/webhooks/messenger/:appId'];

/** `/webhooks/messenger`: the platform's verification requests and deliveries. */
export function inboxRoutes(inbox: Inbox): Router {
  const router = createRouter();
  router.on('GET', PATHS, async (c) => {
    const query = {
      mode: c.req.query('hub.mode'),
      verifyToken: c.req.query('hub.verify_token'),
      challenge: c.req.query('hub.challenge'),
    };
    return c.text(await inbox.verify(appIdOf(c), query));
  });
  router.on('POST', PATHS, async (c) => {
    const body = await readBody(c.req.raw, MAX_BODY_BYTES);
    const [sha256, sha1] = [c.req.header('x-hub-signature-256'), c.req.header('x-hub-signature')];
    await inbox.acceptDelivery(appIdOf(c), { body, sha256, sha1 });
    return c.text('EVENT_RECEIVED');
  });
  documentWebhooks(router);
  return router;
}

/** The bodies are read as bytes, so these paths have no schemas; they stand in the API document all the same. */
function documentWebhooks(router: Router): void {
  const text = (description: string) => ({ description, content: { 'text/plain': { schema: z.string() } } });
  for (const path of ['/webhooks/messenger', '/webhooks/messenger/{appId}']) {
    const request = path.includes('{') ? { request: { params: z.object({ appId: z.string() }) } } : {};
    const base = { path, tags: ['Platform'], ...request };
    const [challenge, received] = [text('The challenge.'), text('The delivery is stored.')];
    const { openAPIRegistry: registry } = router;
    registry.registerPath({ ...base, method: 'get', summary: 'Verify', responses: { 200: challenge, ...errors } });
    registry.registerPath({ ...base, method: 'post', summary: 'Deliver', responses: { 200: received, ...errors } });
  }
}

function appIdOf(c: Context<HttpEnv>): string | null {
  return c.req.param('appId') ?? null;
}

const shared = { method: 'get' as const, tags: ['Deliveries'], security: bearer };
const params = z.object({ id: z.string() });

const deliveries = createRoute({
  ...shared,
  path: '/v1/deliveries',
  summary: 'List what the platform sent',
  request: { query: ListDeliveriesQuery },
  responses: { 200: json(page(Delivery), 'Newest first.'), ...errors },
});

const delivery = createRoute({
  ...shared,
  path: '/v1/deliveries/{id}',
  summary: 'Get one delivery of the platform',
  request: { params },
  responses: { 200: json(Delivery, 'The delivery.'), ...errors },
});

const events = createRoute({
  ...shared,
  path: '/v1/events',
  summary: 'List the events in what the platform sent',
  request: { query: ListEventsQuery },
  responses: { 200: json(page(InboxEvent), 'Newest first.'), ...errors },
});

const event = createRoute({
  ...shared,
  path: '/v1/events/{id}',
  summary: 'Get one event',
  request: { params },
  responses: { 200: json(InboxEvent, 'The event.'), ...errors },
});

/** `/v1/deliveries` and `/v1/events` */
export function deliveryRoutes(): Router {
  return createRouter()
    .openapi(deliveries, async (c) => c.json(await listDeliveries(c.var.ctx, c.req.valid('query')), 200))
    .openapi(delivery, async (c) => c.json(await getDelivery(c.var.ctx, c.req.valid('param').id), 200))
    .openapi(events, async (c) => c.json(await listEvents(c.var.ctx, c.req.valid('query')), 200))
    .openapi(event, async (c) => c.json(await getEvent(c.var.ctx, c.req.valid('param').id), 200));
}
