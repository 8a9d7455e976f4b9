import { createRoute, z } from '@hono/zod-openapi';
import { ConfirmVisitBody, VisitStatus } from '../../../shared/api/refs.ts';
import { WATCH_SECRET_HEADER } from '../../../shared/visit.ts';
import {
  clientAddress,
  createRateLimit,
  createRouter,
  errors,
  json,
  limitBody,
  parseTextBody,
  type Router,
} from '../../base/http/index.ts';
import { confirmVisit } from '../confirm-visit.ts';
import { disconnectVisit } from '../disconnect-visit.ts';

/** Of one address: a person does it once, and a whole office may stand behind it. */
const UNLINKS_PER_MINUTE = 60;
const CONFIRMATIONS_PER_MINUTE = 60;

const request = {
  params: z.object({ refId: z.string() }),
  headers: z.object({ [WATCH_SECRET_HEADER]: z.string().optional().describe("The visit's secret.") }),
};

const unlink = createRoute({
  method: 'post',
  path: '/v1/refs/{refId}/unlink',
  tags: ['Visitors'],
  summary: 'End the link that a visit brought about',
  description: 'Only that one: a link that stood before, or that took its place, stays. Again changes nothing.',
  request,
  responses: { 200: json(VisitStatus, 'Where the visit stands now.'), ...errors },
});

const confirm = createRoute({
  method: 'post',
  path: '/v1/refs/{refId}/confirm',
  tags: ['Visitors'],
  summary: 'Answer what a visit is asked',
  description:
    '`connect` where `question` asks the site (confirm-on-site, code); `not_me` ends any question. JSON as text/plain, or as application/json where no browser asks first.',
  request: { ...request, body: { required: true, content: { 'text/plain': { schema: ConfirmVisitBody } } } },
  responses: { 200: json(VisitStatus, 'Where the visit stands now.'), ...errors },
});

/**
 * What the holder of a visit's secret may do about its link. Other origins are let in by the routes of `/v1/refs`.
 * @param trustedProxies whose X-Forwarded-For counts
 */
export function linkingVisitorRoutes(trustedProxies: number): Router {
  const router = createRouter();
  const turns = createRateLimit(UNLINKS_PER_MINUTE, 60);
  router.openapi(unlink, async (c) => {
    await turns.take(clientAddress(c, trustedProxies));
    const { refId } = c.req.valid('param');
    return c.json(await disconnectVisit(c.var.ctx, refId, c.req.header(WATCH_SECRET_HEADER)), 200);
  });
  const confirmations = createRateLimit(CONFIRMATIONS_PER_MINUTE, 60);
  router.use('/v1/refs/:refId/confirm', limitBody(1));
  router.openapi(confirm, async (c) => {
    const address = clientAddress(c, trustedProxies);
    await confirmations.take(address);
    const { refId } = c.req.valid('param');
    const { answer } = parseTextBody(ConfirmVisitBody, await c.req.text());
    const confirmation = { answer, address, agent: c.req.header('user-agent') ?? null };
    return c.json(await confirmVisit(c.var.ctx, refId, c.req.header(WATCH_SECRET_HEADER), confirmation), 200);
  });
  return router;
}
