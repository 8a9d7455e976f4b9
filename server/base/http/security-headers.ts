import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from './router.ts';

/** What every answer carries unless its route set something stricter. Nothing of ours is framed or sniffed. */
export const DEFAULT_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Adds the headers that are not there yet. */
export function secureHeaders(headers: Headers): void {
  for (const [name, value] of Object.entries(DEFAULT_HEADERS)) if (!headers.has(name)) headers.set(name, value);
}

/** Gives every answer the default headers. */
export const securityHeaders = createMiddleware<HttpEnv>(async function securityHeaders(c, next) {
  await next();
  // Not c.header: it builds the answer anew each time, which a server under load notices.
  secureHeaders(c.res.headers);
});
