import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from './router.ts';

/** Headers every answer carries unless its route set stricter ones. Nothing of ours is framed or sniffed. */
export const securityHeaders = createMiddleware<HttpEnv>(async function securityHeaders(c, next) {
  await next();
  const headers = c.res.headers;
  const defaults = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
  // Not c.header: it builds the answer anew each time, which a server under load notices.
  for (const [name, value] of Object.entries(defaults)) if (!headers.has(name)) headers.set(name, value);
});
