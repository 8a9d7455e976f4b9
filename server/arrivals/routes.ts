import { createRoute } from '@hono/zod-openapi';
import {
  Arrival,
  ListArrivalsQuery,
  ListUnmatchedRefsQuery,
  Touches,
  TouchesQuery,
  UnmatchedRef,
} from '../../shared/api/arrivals.ts';
import { page } from '../../shared/api/list.ts';
import { bearer, createRouter, errors, json, type Router } from '../base/http/index.ts';
import { getTouches, listArrivals, listUnmatchedRefs } from './list-arrivals.ts';

const shared = { tags: ['Arrivals'], security: bearer };

const list = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/arrivals',
  summary: 'List arrivals',
  request: { query: ListArrivalsQuery },
  responses: { 200: json(page(Arrival), 'Newest first.'), ...errors },
});

const touches = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/arrivals/touches',
  summary: 'How a person first and last came',
  request: { query: TouchesQuery },
  responses: { 200: json(Touches, 'First and last touch.'), ...errors },
});

const unmatched = createRoute({
  ...shared,
  method: 'get',
  path: '/v1/unmatched-refs',
  summary: 'List refs that no entry point knows',
  request: { query: ListUnmatchedRefsQuery },
  responses: { 200: json(page(UnmatchedRef), 'The one seen last first.'), ...errors },
});

/** `/v1/arrivals` and `/v1/unmatched-refs` */
export function arrivalRoutes(): Router {
  return createRouter()
    .openapi(list, async (c) => c.json(await listArrivals(c.var.ctx, c.req.valid('query')), 200))
    .openapi(touches, async (c) => c.json(await getTouches(c.var.ctx, c.req.valid('query')), 200))
    .openapi(unmatched, async (c) => c.json(await listUnmatchedRefs(c.var.ctx, c.req.valid('query')), 200));
}
