import { type ErrorCode, ErrorEnvelope } from '../../shared/errors.ts';
import { networkReason } from './network-reason.ts';

/** Calls the HTTP API. Every call throws a `CallError` that says what to do when it does not succeed. */
export interface ApiClient {
  get<T>(path: string, query?: Readonly<Record<string, string | undefined>>): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  /** The bytes of an answer, as they came. */
  bytes(path: string): Promise<Buffer>;
}

/** A call that did not succeed, in words for whoever typed the command. */
export class CallError extends Error {
  override readonly name = 'CallError';
  /** true: nobody answered, or not as this server does. */
  readonly isUnreachable: boolean;
  /** The API's own word for it; null when it was not the API that refused. */
  readonly code: ErrorCode | null;

  constructor(message: string, isUnreachable: boolean, code: ErrorCode | null = null) {
    super(message);
    this.isUnreachable = isUnreachable;
    this.code = code;
  }
}

/** Where the server is and who calls. */
export interface ApiAccess {
  readonly url: string;
  readonly key: string;
}

/** A client of the server at this address, with this key. */
export function createApiClient(access: ApiAccess): ApiClient {
  return {
    async get(path, query = {}) {
      const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
      const search = new URLSearchParams(given).toString();
      return asJson(await call(access, search ? `${path}?${search}` : path), access);
    },
    post: async (path, body) => asJson(await call(access, path, body), access),
    bytes: async (path) => Buffer.from(await (await call(access, path)).arrayBuffer()),
  };
}

async function call({ url, key }: ApiAccess, path: string, body?: object): Promise<Response> {
  const authorization = `Bearer ${key}`;
  const request = body
    ? { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify(body) }
    : { headers: { authorization } };
  const answer = await fetch(`${url}${path}`, request).catch((cause: unknown) => {
    throw new CallError(
      `No server answers at ${url} (${networkReason(cause)}). Start it, or give its address with --url.`,
      true,
    );
  });
  if (!answer.ok) throw await refusal(answer, url);
  return answer;
}

async function refusal(answer: Response, url: string): Promise<CallError> {
  const parsed = ErrorEnvelope.safeParse(await answer.json().catch(() => null));
  if (!parsed.success) return new CallError(`What answers at ${url} is not Threadtie (status ${answer.status}).`, true);
  const { code, message, hint, requestId } = parsed.data.error;
  return new CallError(`${message} ${hint} (${code}, ${requestId})`, false, code);
}

async function asJson<T>(answer: Response, { url }: ApiAccess): Promise<T> {
  return (await answer.json().catch(() => {
    throw new CallError(`What answers at ${url} is not Threadtie: its answer is not JSON.`, true);
  })) as T;
}
