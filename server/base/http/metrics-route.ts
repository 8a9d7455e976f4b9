import type { Context } from 'hono';
import { constantTimeEqual } from '../crypto/hash.ts';
import { ThreadtieError } from '../errors.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { createRouter, errors, type HttpEnv, type Router } from './router.ts';

const LOOPBACK = /^(::ffff:)?127\.|^::1$/i;
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/**
 * `/metrics`: what the process counts, for a monitoring system. With a token, whoever sends it; without one, only
 * processes of this machine, and no request that a proxy has passed on.
 * @param trustedProxies more than none: every request comes through one, so that without a token nobody is answered
 */
export function metricsRoute(metrics: Metrics, token: string | undefined, trustedProxies: number): Router {
  const router = createRouter();
  router.get('/metrics', async (c) => {
    const isOpen = token === undefined ? trustedProxies === 0 && isLocal(c) : constantTimeEqual(bearerOf(c), token);
    if (!isOpen) throw refusal(token);
    const { text, contentType } = await metrics.print();
    return c.body(text, 200, { 'content-type': contentType });
  });
  router.openAPIRegistry.registerPath({
    method: 'get',
    path: '/metrics',
    tags: ['Operators'],
    summary: 'What this process counts, for Prometheus',
    responses: { 200: { description: 'The text format of Prometheus.' }, ...errors },
  });
  return router;
}

function isLocal(c: Context<HttpEnv>): boolean {
  const address = c.env?.incoming?.socket.remoteAddress ?? '';
  return LOOPBACK.test(address) && FORWARDED.every((name) => c.req.header(name) === undefined);
}

function bearerOf(c: Context<HttpEnv>): string {
  return /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
}

function refusal(token: string | undefined): ThreadtieError {
  return token === undefined
    ? new ThreadtieError(
        'unauthenticated',
        'Metrics are answered only to processes of this machine, without a proxy between.',
        'Set METRICS_TOKEN and send it as "Authorization: Bearer <token>".',
      )
    : new ThreadtieError(
        'unauthenticated',
        'The token for the metrics is missing or wrong.',
        'Send METRICS_TOKEN as "Authorization: Bearer <token>".',
      );
}
