import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { ThreadtieError } from '../errors.ts';

const CUT_AFTER_MS = 1000;

/**
 * How long a sender may take. Whoever dribbles is cut off, and an idle connection is kept longer than proxies keep theirs,
 * so that it is never closed under a request that a proxy is just sending.
 */
const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 1000,
} as const;

/** A server that takes requests. */
export interface Listening {
  /** Where this machine reaches it. */
  readonly url: string;
  /** Takes no further request; what is open after a second, streams above all, is cut. */
  close(): Promise<void>;
}

/**
 * Listens.
 * @throws {ThreadtieError} `internal`: the port is in use or forbidden, or the address is not this machine's
 */
export async function startListening(
  fetch: Parameters<typeof serve>[0]['fetch'],
  { port, host }: { readonly port: number; readonly host: string },
): Promise<Listening> {
  const server = serve({ fetch, port, hostname: host, serverOptions: PATIENCE });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (cause) => reject(cannotListen(port, host, cause)));
  });
  const address = server.address() as AddressInfo;
  return { url: `http://${nameOf(host)}:${address.port}`, close: () => close(server) };
}

function nameOf(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

async function close(server: ServerType): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    if (!('closeIdleConnections' in server)) return;
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), CUT_AFTER_MS);
  });
}

function cannotListen(port: number, host: string, cause: Error): ThreadtieError {
  const sentences: Record<string, readonly [string, string]> = {
    EADDRINUSE: [`Port ${port} is in use.`, 'Stop what listens there, or choose another PORT.'],
    EACCES: [`Port ${port} is forbidden to this user.`, 'Choose a PORT above 1023, with a proxy in front of it.'],
    EADDRNOTAVAIL: [
      `HOST is not as expected: ${host} is no address of this machine.`,
      'Use 127.0.0.1, or 0.0.0.0 for all.',
    ],
    ENOTFOUND: [`HOST is not as expected: ${host} is not known.`, 'Use 127.0.0.1, or 0.0.0.0 for all.'],
  };
  const code: unknown = Reflect.get(cause, 'code');
  const [message, hint] = sentences[String(code)] ?? [`Listening on ${host}:${port} failed.`, 'See the cause.'];
  return new ThreadtieError('internal', message, hint, { cause });
}
