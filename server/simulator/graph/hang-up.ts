import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';

/** Cuts the connection of a request without an answer. */
export function hangUp(c: Context): Response {
  const outgoing: unknown = Reflect.get(Object(c.env), 'outgoing');
  const destroy: unknown = Reflect.get(Object(outgoing), 'destroy');
  if (typeof destroy !== 'function') return new Response(null, { status: 502 });
  destroy.call(outgoing);
  return RESPONSE_ALREADY_SENT;
}
