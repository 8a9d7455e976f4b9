import { createMiddleware } from 'hono/factory';
import { VISITOR } from '../actor.ts';
import type { Ctx } from '../ctx.ts';
import type { HttpEnv } from './router.ts';

/** Gives every request a ctx of its own: its id, and nobody as the actor until a key says otherwise. Logs each one. */
export function withRequestCtx(ctx: Ctx) {
  return createMiddleware<HttpEnv>(async function requestCtx(c, next) {
    const requestId = ctx.random.id('req');
    c.set('ctx', { ...ctx, requestId, actor: VISITOR });
    c.header('x-request-id', requestId);
    const startedAt = performance.now();
    await next();
    const ms = Math.round(performance.now() - startedAt);
    ctx.log.info({ requestId, method: c.req.method, status: c.res.status, ms }, 'request');
  });
}
