import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from './router.ts';

/** What a page may load and lead to beside its own origin. */
export interface PageSources {
  /** Origins that pictures come from. */
  readonly pictures?: readonly string[];
}

/** The policy of a page without scripts: its own style sheets, its pictures, forms to its own origin, never in a frame. */
export function pagePolicy({ pictures = [] }: PageSources = {}): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    `img-src ${["'self'", ...pictures].join(' ')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of pages on which people decide something: never framed, kept or told of to others. A route may widen the policy. */
export const pageHeaders = createMiddleware<HttpEnv>(async function pageHeaders(c, next) {
  await next();
  const { headers } = c.res;
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', pagePolicy());
  headers.set('x-frame-options', 'DENY');
  headers.set('referrer-policy', 'no-referrer');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('x-robots-tag', 'noindex');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
});
