import { isIPv6 } from 'node:net';
import type { Context } from 'hono';
import type { HttpEnv } from './router.ts';

/**
 * The address of whoever calls: the socket's, or with `trustedProxies` n the n-th address from the right of
 * X-Forwarded-For, since everything left of it could have been written by the caller. Of IPv6 only the network (/64): one
 * household has more addresses than can be counted.
 */
export function clientAddress(c: Context<HttpEnv>, trustedProxies: number): string {
  const socket = c.env?.incoming?.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return network(socket);
  const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return network(forwarded.at(-trustedProxies) || socket);
}

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = !tail ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  return `${[...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
