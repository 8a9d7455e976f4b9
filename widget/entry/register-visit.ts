import type { RegisteredRef, RegisterRefBody } from '../../shared/visit.ts';
import { apiUrl } from '../configure.ts';
import { backOff } from './back-off.ts';
import type { Problem } from './problem.ts';

const TRY_FOR_MS = 15 * 60_000;
const ANSWER_WITHIN_MS = 10_000;

/** How a registration ended. Neither: an earlier try got through although its answer did not, so nobody can watch it. */
export interface Registration {
  readonly visit?: RegisteredRef;
  readonly problem?: Problem;
}

/** Registers a visit, again and again while the server cannot be reached, for as long as an identity could still count and `stop` lets it. */
export async function registerVisit(body: RegisterRefBody, stop: AbortSignal): Promise<Registration> {
  const giveUpAt = Date.now() + TRY_FOR_MS;
  for (let tries = 0; !stop.aborted; tries++) {
    // Network failures, timeouts and cut-off answers alike: whether the server heard us is unknown, so ask again.
    const registration = await tryToRegister(body).catch(() => null);
    if (registration) return registration;
    if (Date.now() > giveUpAt) {
      return { problem: { code: 'server_unreachable', message: 'No answer in 15 minutes.' } };
    }
    await backOff(tries);
  }
  return {};
}

/** Answers null where another try may succeed. A bare string goes as text/plain: no preflight, which a page being left cannot await. */
async function tryToRegister(body: RegisterRefBody): Promise<Registration | null> {
  const response = await fetch(apiUrl('/v1/refs'), {
    method: 'POST',
    keepalive: true,
    credentials: 'omit',
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (response.ok) return { visit: (await response.json()) as RegisteredRef };
  if (response.status >= 500 || response.status === 429) return null;
  const { error } = (await response.json()) as { error: Problem & { readonly hint?: string } };
  const { code, message, hint = '' } = error;
  return code === 'ref_already_registered' ? {} : { problem: { code, message: `${message} ${hint}`.trim() } };
}
