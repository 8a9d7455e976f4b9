import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { page } from '../../shared/api/list.ts';
import {
  Delivery,
  InboxEvent,
  InboxEventDetail,
  ListDeliveriesQuery,
  ListEventsQuery,
  Replay,
  ReplayEventsBody,
  ReplayOptions,
} from '../../shared/api/deliveries.ts';
import type { Ctx } from '../base/ctx.ts';
import {
  bearer,
  createRouter,
  errors,
  fastPost,
  type HttpEnv,
  json,
  jsonBody,
  type Router,
} from '../base/http/index.ts';
import type { Inbox } from './create-inbox.ts';
import { getDeliveryBody } from './get-delivery-body.ts';
import { getDelivery } from './get-delivery.ts';
import { getEvent } from './get-event.ts';
import { listDeliveries } from './list-deliveries.ts';
import { listEvents } from './list-events.ts';
import { measureAnswer } from './measure-answer.ts';
import { createBodyReader, type ReadBody, type ReadLimits } from './read-body.ts';
import { replayDelivery } from './replay-delivery.ts';
import { replayEvent, replayEvents } from './replay-events.ts';
import type { ReplayTarget } from './replay-rows.ts';

const LIMITS: ReadLimits = { maxBytes: 2 * 1024 * 1024, maxReadingBytes: 256 * 1024 * 1024 };
const PATHS = ['/webhooks/messenger', '/webhooks/messenger/:appId'];

/** `POST /webhooks/messenger`: the platform's deliveries. To be registered before any middleware. */
export function acceptRoutes(ctx: Ctx, inbox: Pick<Inbox, 'acceptDelivery'>, limits: ReadLimits = LIMITS): Router {
  const router = createRouter();
  const readBody = createBodyReader(limits);
  for (const path of PATHS)
    router.post(
      path,
      fastPost(ctx, path, async (c) => await acceptPost(c, ctx, inbox, readBody)),
    );
  return router;
}

async function acceptPost(
  c: Context<HttpEnv>,
  ctx: Ctx,
  inbox: Pick<Inbox, 'acceptDelivery'>,
  readBody: ReadBody,
): Promise<string> {
  await measureAnswer(ctx.metrics, async () => {
    const body = await readBody(c.req.raw);
    const [sha256, sha1] = [c.req.header('x-hub-signature-256'), c.req.header('x-hub-signature')];
    await inbox.acceptDelivery(appIdOf(c), { body, sha256, sha1 });
  });
  return 'EVENT_RECEIVED';
}

/** `GET /webhooks/messenger`: the platform's verification requests. */
export function verificationRoutes(inbox: Pick<Inbox, 'verify'>): Router {
  const router = createRouter();
  router.on('GET', PATHS, async (c) => {
    const query = {
      mode: c.req.query('hub.mode'),
      verifyToken: c.req.query('hub.verify_token'),
      challenge: c.req.query('hub.challenge'),
    };
    return c.text(await inbox.verify(appIdOf(c), query));
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

const shared = { tags: ['Deliveries'], security: bearer };
const reading = { ...shared, method: 'get' as const };
const replaying = { ...shared, method: 'post' as const };
const params = z.object({ id: z.string() });
const options = { required: false, content: { 'application/json': { schema: ReplayOptions } } };
const replayed = { 200: json(Replay, 'What was, or would be, done.'), ...errors };

const deliveries = createRoute({
  ...reading,
  path: '/v1/deliveries',
  summary: 'List what the platform sent',
  request: { query: ListDeliveriesQuery },
  responses: { 200: json(page(Delivery), 'Newest first.'), ...errors },
});

const delivery = createRoute({
  ...reading,
  path: '/v1/deliveries/{id}',
  summary: 'Get one delivery of the platform',
  request: { params },
  responses: { 200: json(Delivery, 'The delivery.'), ...errors },
});

const body = createRoute({
  ...reading,
  path: '/v1/deliveries/{id}/body',
  summary: 'Get the bytes of a delivery as they were received',
  request: { params },
  responses: { 200: { description: 'The bytes, whether or not they are the JSON they claim to be.' }, ...errors },
});

const deliveryReplay = createRoute({
  ...replaying,
  path: '/v1/deliveries/{id}/replay',
  summary: 'Split a delivery again, or apply its events again',
  request: { params, body: options },
  responses: replayed,
});

const events = createRoute({
  ...reading,
  path: '/v1/events',
  summary: 'List the events in what the platform sent',
  request: { query: ListEventsQuery },
  responses: { 200: json(page(InboxEvent), 'Newest first.'), ...errors },
});

const event = createRoute({
  ...reading,
  path: '/v1/events/{id}',
  summary: 'Get one event with its failed attempts and its raw form',
  request: { params },
  responses: { 200: json(InboxEventDetail, 'The event.'), ...errors },
});

const eventsReplay = createRoute({
  ...replaying,
  path: '/v1/events/replay',
  summary: 'Apply events again, or preview it',
  request: { body: jsonBody(ReplayEventsBody) },
  responses: replayed,
});

const eventReplay = createRoute({
  ...replaying,
  path: '/v1/events/{id}/replay',
  summary: 'Apply one event again, or preview it',
  request: { params, body: options },
  responses: replayed,
});

/** `/v1/deliveries` and `/v1/events`. @param inbox what a replay hands events to */
export function deliveryRoutes(inbox: ReplayTarget): Router {
  return readingRoutes()
    .openapi(eventsReplay, async (c) => c.json(await replayEvents(c.var.ctx, c.req.valid('json'), inbox), 200))
    .openapi(eventReplay, async (c) => {
      const chosen = ReplayOptions.parse(c.req.valid('json'));
      return c.json(await replayEvent(c.var.ctx, c.req.valid('param').id, chosen, inbox), 200);
    })
    .openapi(deliveryReplay, async (c) => {
      const chosen = ReplayOptions.parse(c.req.valid('json'));
      return c.json(await replayDelivery(c.var.ctx, c.req.valid('param').id, chosen, inbox), 200);
    });
}

function readingRoutes(): Router {
  return createRouter()
    .openapi(deliveries, async (c) => c.json(await listDeliveries(c.var.ctx, c.req.valid('query')), 200))
    .openapi(delivery, async (c) => c.json(await getDelivery(c.var.ctx, c.req.valid('param').id), 200))
    .openapi(body, async (c) => {
      const { id } = c.req.valid('param');
      const bytes = await getDeliveryBody(c.var.ctx, id);
      // Somebody else's bytes are saved, never shown by a browser.
      const disposition = `attachment; filename="${id}.json"`;
      return c.body(bytes, 200, { 'content-type': 'application/json', 'content-disposition': disposition });
    })
    .openapi(events, async (c) => c.json(await listEvents(c.var.ctx, c.req.valid('query')), 200))
    .openapi(event, async (c) => c.json(await getEvent(c.var.ctx, c.req.valid('param').id), 200));
}
