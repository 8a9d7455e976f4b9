import { Agent, buildConnector, fetch as fetchWith } from 'undici';
import { guardedConnector, type LookUp, systemLookUp } from './guarded-connector.ts';
import { GuardedFetchError } from './guarded-fetch-error.ts';

/** What a call of a customer's address may carry. */
export interface GuardedInit {
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Uint8Array | URLSearchParams | null | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Calls an address that a customer gave: https into the world, and nothing else. Redirects are not followed, the answer is read whole
 * within a bounded time and size.
 * @throws {GuardedFetchError} and nothing else
 */
export type GuardedFetch = (address: string | URL, init?: GuardedInit) => Promise<Response>;

/** How the guarded fetch is built; tests put their own look-up and connections in. */
export interface GuardedFetchOptions {
  /** Whether this machine itself may be called, by http too: for development beside the simulator. */
  readonly allowsLoopback: boolean;
  readonly lookUp?: LookUp;
  readonly open?: buildConnector.connector;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

const TIMEOUT_MS = 5000;
const MAX_BYTES = 1024 * 1024;
const FIRST_FREE_PORT = 1024;
const WELL_KNOWN_PORTS = ['', '443', '80'];
const BODILESS = [204, 205, 304];

/** Builds the one fetch for addresses that customers give. `close` ends its connections. */
export function createGuardedFetch(options: GuardedFetchOptions): {
  readonly guardedFetch: GuardedFetch;
  close(): Promise<void>;
} {
  const { allowsLoopback, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES, lookUp = systemLookUp } = options;
  const open = options.open ?? buildConnector({ timeout: timeoutMs });
  const dispatcher = new Agent({ connect: guardedConnector(open, { lookUp, allowsLoopback }) });
  const guardedFetch: GuardedFetch = async (address, init = {}) => {
    const url = checkAddress(address, allowsLoopback);
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await fetchWith(url, {
        dispatcher,
        redirect: 'manual',
        method: init.method ?? 'GET',
        headers: { ...init.headers },
        body: init.body ?? null,
        signal: init.signal ? AbortSignal.any([deadline, init.signal]) : deadline,
      });
      return await bounded(answer, maxBytes);
    } catch (error) {
      throw explain(error, deadline);
    }
  };
  return { guardedFetch, close: () => dispatcher.destroy() };
}

function checkAddress(address: string | URL, allowsLoopback: boolean): URL {
  const url = URL.parse(address.toString());
  if (!url) throw new GuardedFetchError('malformed_address');
  const isWeb = url.protocol === 'https:' || (url.protocol === 'http:' && allowsLoopback);
  if (!isWeb) throw new GuardedFetchError('scheme_not_allowed');
  if (url.username !== '' || url.password !== '') throw new GuardedFetchError('credentials_in_address');
  if (!WELL_KNOWN_PORTS.includes(url.port) && Number(url.port) < FIRST_FREE_PORT) {
    throw new GuardedFetchError('port_not_allowed');
  }
  return url;
}

type Answer = Awaited<ReturnType<typeof fetchWith>>;

/** The same answer with its body read, as the platform's own `Response`. */
async function bounded(answer: Answer, maxBytes: number): Promise<Response> {
  if (answer.status >= 300 && answer.status < 400 && answer.status !== 304) throw new GuardedFetchError('redirected');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new GuardedFetchError('too_large');
    chunks.push(chunk);
  }
  const { status, statusText } = answer;
  const body = BODILESS.includes(status) ? null : Buffer.concat(chunks);
  return new Response(body, { status, statusText, headers: [...answer.headers] });
}

function explain(error: unknown, deadline: AbortSignal): GuardedFetchError {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof GuardedFetchError) return at;
  }
  return new GuardedFetchError(deadline.aborted ? 'timeout' : 'not_reachable');
}
