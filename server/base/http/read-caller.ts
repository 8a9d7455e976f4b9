import type { Context } from 'hono';
import { clientAddress } from './client-address.ts';
import type { HttpEnv } from './router.ts';

/** Who calls from a page of a site. */
export interface Caller {
  /** Of the page. */
  readonly origin: string | undefined;
  /** Of the browser; null where a back end calls with an API key. */
  readonly address: string | null;
  readonly agent: string | null;
}

/**
 * Reads it from the request.
 * @param trustedProxies whose X-Forwarded-For counts
 */
export function readCaller(c: Context<HttpEnv>, trustedProxies: number): Caller {
  const origin = c.req.header('origin');
  if (c.var.ctx.actor.type === 'api-key') return { origin, address: null, agent: null };
  return { origin, address: clientAddress(c, trustedProxies), agent: c.req.header('user-agent') ?? null };
}
