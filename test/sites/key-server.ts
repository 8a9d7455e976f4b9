import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A key pair, made once and used by many tests: RSA keys take their time. */
export interface Pair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** One pair per algorithm, and a second for RS256. */
export const PAIRS: Readonly<Record<'RS256' | 'RS256b' | 'ES256' | 'EdDSA', Pair>> = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  RS256b: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: generateKeyPairSync('ed25519'),
};

/** The public half as a JWK under a name, as a JWKS carries it. */
export function jwkOf(pair: Pair, kid: string | undefined, extra: object = {}): object {
  return { ...pair.publicKey.export({ format: 'jwk' }), ...(kid === undefined ? {} : { kid }), ...extra };
}

/** The public half as PEM. */
export function pemOf(pair: Pair): string {
  return pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

/** A site's address of keys that answers what the test wants. */
export interface KeyServer {
  readonly url: string;
  /** How often it was asked. */
  readonly asked: number;
  /** From now on it answers these keys. */
  publish(...keys: readonly object[]): void;
  /** From now on it answers this. */
  answer(status: number, body: string, headers?: Record<string, string>): void;
  /** Answers addresses with "held" in them as it would now, but only when what this returns is called. */
  holdBack(): () => void;
  close(): Promise<void>;
}

/** Starts one on this machine. */
export async function startKeyServer(): Promise<KeyServer> {
  let asked = 0;
  let reply: readonly [number, string, Record<string, string>] = [200, '{"keys":[]}', {}];
  let held = Promise.resolve();
  const server = createServer(async (request, response) => {
    asked++;
    const [status, body, headers] = reply;
    if (request.url?.includes('held')) await held;
    response.writeHead(status, { connection: 'close', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    get asked() {
      return asked;
    },
    publish: (...keys) => void (reply = [200, JSON.stringify({ keys }), {}]),
    answer: (status, body, headers = {}) => void (reply = [status, body, headers]),
    holdBack() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
