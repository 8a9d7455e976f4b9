import type { Clock } from '../../base/clock.ts';
import type { WireBytes } from './sign-attempt.ts';

/** One try: the HTTP status, or why there was none; `fault` says what was done to it. */
export interface Attempt {
  readonly at: string;
  readonly status: number | null;
  readonly error: string | null;
  readonly fault: string | null;
}

const USER_AGENT = 'facebookexternalua';

/** Posts these bytes and never throws: what went wrong stands in the attempt. */
export async function postPayload(
  target: { readonly url: string; readonly clock: Clock; readonly timeoutMs: number },
  bytes: WireBytes,
  signal: AbortSignal,
): Promise<Omit<Attempt, 'fault'>> {
  const at = target.clock.now().toISOString();
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': USER_AGENT, ...bytes.headers },
      body: bytes.body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(target.timeoutMs)]),
    });
    await response.body?.cancel();
    return { at, status: response.status, error: null };
  } catch (error) {
    return { at, status: null, error: describe(error, target.timeoutMs) };
  }
}

function describe(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return `No answer within ${timeoutMs / 1000} seconds.`;
  const code: unknown = error.cause instanceof Error ? Reflect.get(error.cause, 'code') : undefined;
  return typeof code === 'string' ? code : error.message;
}
