import type { Context } from 'hono';
import type { HttpEnv } from './router.ts';

/**
 * The address of whoever calls: the socket's, or with `trustedProxies` n the n-th address from the right of
 * X-Forwarded-For, since everything left of it could have been written by the caller.
 */
export function clientAddress(c: Context<HttpEnv>, trustedProxies: number): string {
  const socket = c.env?.incoming?.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return socket;
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return forwarded.at(-trustedProxies) || socket;
}
