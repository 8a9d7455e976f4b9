import { OWN_CALLBACK } from './app-settings.ts';

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The address a kept callback stands for: a path is one of the server's own. */
export function callbackAddress(apiUrl: string, kept: string | null): string {
  const callback = kept ?? OWN_CALLBACK;
  return callback.startsWith('/') ? `${apiUrl}${callback}` : callback;
}

/**
 * What is kept of a callback URL: only its path when it is the server's own, since its port may be another at the next
 * start. Null for an address that is neither the server's nor on this machine: the simulator calls nobody else.
 */
export function keptCallback(apiUrl: string, address: string): string | null {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const own = new URL(apiUrl);
  const isLocal = LOOPBACK.test(url.hostname);
  const isOwn = url.port === own.port && (url.hostname === own.hostname || (isLocal && LOOPBACK.test(own.hostname)));
  if (isOwn) return url.pathname + url.search;
  return isLocal ? url.href : null;
}
