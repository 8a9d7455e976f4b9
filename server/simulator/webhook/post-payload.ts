import type { Clock } from '../../base/clock.ts';
import { signPayload } from './sign-payload.ts';

/** One try: the HTTP status, or why there was none. */
export interface Attempt {
  readonly at: string;
  readonly status: number | null;
  readonly error: string | null;
}

const TIMEOUT_MS = 5000;
const USER_AGENT = 'facebookexternalua';

/** Posts these bytes, signed both ways, and never throws: what went wrong stands in the attempt. */
export async function postPayload(
  target: { readonly url: string; readonly secret: string; readonly clock: Clock },
  body: string,
  signal: AbortSignal,
): Promise<Attempt> {
  const at = target.clock.now().toISOString();
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': USER_AGENT, ...signPayload(target.secret, body) },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    return { at, status: response.status, error: null };
  } catch (error) {
    return { at, status: null, error: describe(error) };
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return `No answer within ${TIMEOUT_MS / 1000} seconds.`;
  const code: unknown = error.cause instanceof Error ? Reflect.get(error.cause, 'code') : undefined;
  return typeof code === 'string' ? code : error.message;
}
