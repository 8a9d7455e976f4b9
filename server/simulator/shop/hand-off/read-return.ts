import { RequestRefused } from '../../request-refused.ts';
import type { Simulator } from '../../simulator.ts';

/** What the linking pages send along, and want back. */
export interface Return {
  readonly state: string;
  readonly returnTo: string;
}

const STATE = /^[A-Za-z0-9_-]{16,200}$/;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Reads it from a query. A token goes to Threadtie and to nobody else: any other address is refused.
 * @throws {RequestRefused}
 */
export function readReturn(sim: Simulator, query: Readonly<Record<string, string | undefined>>): Return {
  const { state = '', return_to: returnTo = '' } = query;
  const url = URL.parse(returnTo);
  if (!url || !STATE.test(state) || url.pathname !== '/link/return' || !isThreadtie(sim, url)) {
    throw new RequestRefused(400, 'This is not an address that the shop comes back to with a login.');
  }
  return { state, returnTo: url.href };
}

/** This machine has several names for itself. */
function isThreadtie(sim: Simulator, url: URL): boolean {
  const own = new URL(sim.apiUrl);
  if (url.origin === own.origin) return true;
  const areLocal = LOOPBACK.includes(url.hostname) && LOOPBACK.includes(own.hostname);
  return areLocal && url.protocol === own.protocol && url.port === own.port;
}
