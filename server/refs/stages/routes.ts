import { createRoute, z } from '@hono/zod-openapi';
import { StageCounts, StageCountsQuery, TellStagesBody, ToldStages } from '../../../shared/api/stages.ts';
import {
  allowCors,
  bearer,
  clientAddress,
  createRateLimit,
  createRouter,
  errors,
  json,
  limitBody,
  parseTextBody,
  type Router,
} from '../../base/http/index.ts';
import { getStageCounts } from '../get-stage-counts.ts';
import type { StageCounter } from '../stage-counter.ts';
import { tellStages } from '../tell-stages.ts';

/** Of one address: a page tells a few, and a whole office may stand behind it. */
const CALLS_PER_MINUTE = 120;

const tell = createRoute({
  method: 'post',
  path: '/v1/stages',
  tags: ['Visitors'],
  summary: 'Tell what became of entry points on a page',
  description:
    'JSON as text/plain, so that sendBeacon can carry it. Counted per entry point and hour as the word of browsers: ' +
    'nothing rests on it. With the secret of a visit it becomes a stage of that visit, too.',
  request: { body: { required: true, content: { 'text/plain': { schema: TellStagesBody } } } },
  responses: { 202: json(ToldStages, 'How many were counted.'), ...errors },
});

const read = createRoute({
  method: 'get',
  path: '/v1/entry-points/{key}/stages',
  tags: ['Entry points'],
  security: bearer,
  summary: 'See what browsers told of an entry point',
  request: { params: z.object({ key: z.string() }), query: StageCountsQuery },
  responses: { 200: json(StageCounts, 'By the hour.'), ...errors },
});

/**
 * `/v1/stages`
 * @param trustedProxies whose X-Forwarded-For counts
 */
export function stageRoutes(trustedProxies: number, counter: StageCounter): Router {
  const router = createRouter();
  const turns = createRateLimit(CALLS_PER_MINUTE, 60);
  router.use('/v1/stages', allowCors('POST', ['content-type']), limitBody(32));
  router.openapi(tell, async (c) => {
    await turns.take(clientAddress(c, trustedProxies));
    const input = parseTextBody(TellStagesBody, await c.req.text());
    return c.json(await tellStages(c.var.ctx, input, c.req.header('origin'), counter), 202);
  });
  router.openapi(read, async (c) => {
    const { key } = c.req.valid('param');
    return c.json(await getStageCounts(c.var.ctx, key, c.req.valid('query')), 200);
  });
  return router;
}
