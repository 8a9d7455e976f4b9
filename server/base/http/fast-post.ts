import type { Context } from 'hono';
import { VISITOR } from '../actor.ts';
import type { Ctx } from '../ctx.ts';
import { countRequest } from './count-requests.ts';
import { onError } from './on-error.ts';
import type { HttpEnv } from './router.ts';
import { secureHeaders } from './security-headers.ts';

/** Constant text for a machine: what protects browsers from an answer has nothing to protect here, and costs time. */
const HEADERS = { 'content-type': 'text/plain; charset=UTF-8', 'x-content-type-options': 'nosniff' };

/**
 * A handler for the path on which requests come by the thousand: what the middleware of all other paths does for each
 * request, in one go. Register it before that middleware.
 * @param route the path as it was registered, to count by
 * @param handle answers the text of a 200; what it throws is answered as everywhere
 */
export function fastPost(ctx: Ctx, route: string, handle: (c: Context<HttpEnv>) => Promise<string>) {
  return async function answerFast(c: Context<HttpEnv>): Promise<Response> {
    const startedAt = performance.now();
    let requestId = '';
    let response: Response;
    try {
      // Headers given as a plain object are written as they are; any later change would build the answer anew.
      response = new Response(await handle(c), { headers: HEADERS });
    } catch (error) {
      requestId = ctx.random.id('req');
      response = await refuse({ ...ctx, requestId, actor: VISITOR }, c, error);
    }
    const { status } = response;
    countRequest(ctx.metrics, 'POST', route, status);
    ctx.log.info({ requestId, method: 'POST', status, ms: Math.round(performance.now() - startedAt) }, 'request');
    return response;
  };
}

async function refuse(ctx: Ctx, c: Context<HttpEnv>, thrown: unknown): Promise<Response> {
  c.set('ctx', ctx);
  c.header('x-request-id', ctx.requestId);
  const error = thrown instanceof Error ? thrown : new Error('What was thrown is no error.', { cause: thrown });
  const refusal = await onError(error, c);
  secureHeaders(refusal.headers);
  return refusal;
}
