import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { RegisteredRef, RegisterRefBody, VisitStatus } from '../../shared/api/refs.ts';
import { WATCH_SECRET_HEADER } from '../../shared/visit.ts';
import {
  allowCors,
  clientAddress,
  createRateLimit,
  createRouter,
  errors,
  type HttpEnv,
  json,
  limitBody,
  parseTextBody,
  readCaller,
  type Router,
} from '../base/http/index.ts';
import { getVisit } from './get-visit.ts';
import { registerVisit } from './register-visit.ts';
import { createWatchSlots } from './watch-slots.ts';
import { watchVisit } from './watch-visit.ts';

/** Of one address, at one entry point: a whole office may stand behind it. */
const VISITS_PER_MINUTE = 120;
const STREAM_LIFETIME_MS = 10 * 60_000;

const params = z.object({ refId: z.string() });
const headers = z.object({ [WATCH_SECRET_HEADER]: z.string().optional().describe("The visit's secret.") });

const register = createRoute({
  method: 'post',
  path: '/v1/refs',
  tags: ['Visitors'],
  summary: 'Register a visit',
  description:
    'JSON as text/plain, which browsers send without asking first, even while the page is left; application/json works too.',
  request: {
    body: {
      required: true,
      content: { 'text/plain': { schema: RegisterRefBody } },
    },
  },
  responses: { 201: json(RegisteredRef, 'The visit, with its secret (shown once).'), ...errors },
});

const status = createRoute({
  method: 'get',
  path: '/v1/refs/{refId}',
  tags: ['Visitors'],
  summary: 'Where a visit stands',
  request: { params, headers },
  responses: { 200: json(VisitStatus, 'The facts the widget shows.'), ...errors },
});

const events = createRoute({
  method: 'get',
  path: '/v1/refs/{refId}/events',
  tags: ['Visitors'],
  summary: 'Watch a visit',
  description: 'A stream of server-sent events; the data of each is the visit as GET /v1/refs/{refId} answers it.',
  request: { params, headers },
  responses: {
    200: { description: 'Until the visit ends.', content: { 'text/event-stream': { schema: z.string() } } },
    ...errors,
  },
});

/**
 * `/v1/refs`
 * @param trustedProxies whose X-Forwarded-For counts
 */
export function refRoutes(trustedProxies: number): Router {
  const router = createRouter();
  const visits = createRateLimit(VISITS_PER_MINUTE, 60);
  const slots = createWatchSlots();
  router.use('/v1/refs', allowCors('POST', ['content-type']), limitBody(64));
  // Also for what the rooms above let the holder of a visit's secret do below its address.
  router.use('/v1/refs/*', allowCors('GET, POST', [WATCH_SECRET_HEADER]));
  router.openapi(register, async (c) => {
    const input = parseTextBody(RegisterRefBody, await c.req.text());
    await visits.take(`${input.entryPoint} ${clientAddress(c, trustedProxies)}`);
    return c.json(await registerVisit(c.var.ctx, input, readCaller(c, trustedProxies)), 201);
  });
  router.openapi(status, async (c) => {
    const { refId } = c.req.valid('param');
    return c.json(await getVisit(c.var.ctx, refId, c.req.header(WATCH_SECRET_HEADER)), 200);
  });
  router.openapi(events, async (c) => {
    const visit = { refId: c.req.valid('param').refId, watchSecret: c.req.header(WATCH_SECRET_HEADER) };
    await getVisit(c.var.ctx, visit.refId, visit.watchSecret);
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'content-type': 'text/event-stream' });
    return stream(c, visit, slots.take(visit.refId, clientAddress(c, trustedProxies)));
  });
  return router;
}

function stream(
  c: Context<HttpEnv>,
  visit: { readonly refId: string; readonly watchSecret: string | undefined },
  giveBack: () => void,
): Response {
  const { ctx } = c.var;
  c.header('x-accel-buffering', 'no');
  const write = async (sse: SSEStreamingApi): Promise<void> => {
    const closed = new AbortController();
    sse.onAbort(() => closed.abort());
    const signal = AbortSignal.any([closed.signal, AbortSignal.timeout(STREAM_LIFETIME_MS)]);
    const sink = {
      status: (value: VisitStatus) => sse.writeSSE({ data: JSON.stringify(value) }),
      heartbeat: async () => void (await sse.write(': still here\n\n')),
    };
    await watchVisit(ctx, visit, sink, signal).finally(giveBack);
  };
  return streamSSE(c, write, async (err) => ctx.log.warn({ err, refId: visit.refId }, 'a stream broke off'));
}
