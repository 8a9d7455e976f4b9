import { constantTimeEqual, sha256 } from '../../../base/crypto/hash.ts';
import type { SessionRow } from '../store.ts';

/** Whether a session began in the browser that shows this cookie; never where it shows none, or there is no session. */
export function isSameBrowser(
  browser: string | undefined,
  session: Pick<SessionRow, 'browserHash'> | undefined,
): boolean {
  const fits = constantTimeEqual(sha256(browser ?? ''), session?.browserHash ?? '');
  return fits && browser !== undefined && session !== undefined;
}
