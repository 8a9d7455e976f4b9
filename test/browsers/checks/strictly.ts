import { strictPolicy } from '../../browser/button-shop.ts';
import type { Stage } from '../stage.ts';

/** Answers the headers of a page without inline script, without style and with Trusted Types, which reports what it refuses. */
export function strictly({ server, site }: Stage): Readonly<Record<string, string>> {
  const policy = Object.values(strictPolicy(server.origin, site.origin)).join('');
  const own = policy.replace('script-src', `script-src ${site.origin}`);
  return { 'content-security-policy': `${own}; report-uri /reports` };
}
