import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { CounterDefinition, Metrics } from '../metrics/metrics.ts';
import type { HttpEnv } from './router.ts';

const REQUESTS: CounterDefinition = {
  name: 'threadtie_http_requests_total',
  help: 'Requests answered, by the route that answered them.',
  labels: ['method', 'route', 'status'],
};

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts requests by method, route and status. The labels are a closed set: what matches no route counts as `/*`. */
export function countRequests(metrics: Metrics) {
  return createMiddleware<HttpEnv>(async function countRequest(c, next) {
    await next();
    const method = METHODS.has(c.req.method) ? c.req.method : 'other';
    metrics.add(REQUESTS, [method, routePath(c, -1), String(c.res.status)]);
  });
}
