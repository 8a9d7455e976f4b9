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

/** Counts one request. The labels are a closed set: other methods count as `other`. */
export function countRequest(metrics: Metrics, method: string, route: string, status: number): void {
  metrics.add(REQUESTS, [METHODS.has(method) ? method : 'other', route, String(status)]);
}

/** Counts requests by method, route and status; what matches no route counts as `/*`. */
export function countRequests(metrics: Metrics) {
  return createMiddleware<HttpEnv>(async function countAnswered(c, next) {
    await next();
    countRequest(metrics, c.req.method, routePath(c, -1), c.res.status);
  });
}
