import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from './router.ts';

const DAY_IN_SECONDS = '86400';

/**
 * CORS for one route: any origin, no credentials. The routes that use it decide by themselves which origins belong to the
 * site in question; an origin keeps browsers honest and is never authorisation.
 * @param methods such as `POST`
 * @param headers request headers beyond the simple ones
 */
export function allowCors(methods: string, headers: readonly string[] = []) {
  return createMiddleware<HttpEnv>(async function cors(c, next) {
    if (c.req.method === 'OPTIONS') return c.body(null, 204, preflight(c.req.header('origin'), methods, headers));
    await next();
    c.header('access-control-allow-origin', c.req.header('origin') ?? '*');
    c.header('vary', 'origin', { append: true });
    c.header('cross-origin-resource-policy', 'cross-origin');
    return undefined;
  });
}

function preflight(origin: string | undefined, methods: string, headers: readonly string[]): Record<string, string> {
  return {
    'access-control-allow-origin': origin ?? '*',
    'access-control-allow-methods': methods,
    'access-control-allow-headers': headers.join(', '),
    'access-control-max-age': DAY_IN_SECONDS,
    vary: 'origin',
  };
}
