import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { freePort } from '../../support/free-port.ts';

/** What the client of these tests is called, and what it proves itself by. */
export const CLIENT_ID = 'threadtie';
export const CLIENT_SECRET = 'secret-of-the-client-0123456789-0123456789';

/** A certified identity provider on the loopback address. */
export interface OidcIssuer {
  readonly url: string;
  /** What it says of people beside who they are. */
  claims: Record<string, unknown>;
  /** Signs in there as this account, as a browser would; answers where it leads back to. */
  signIn(authorizationUrl: string, account: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts it for one client. @param redirectUri where that client wants people back */
export async function startOidcIssuer(redirectUri: string): Promise<OidcIssuer> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const issuer = { claims: {} as Record<string, unknown> };
  const provider = new Provider(url, {
    clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['a key of the tests'] },
    claims: { openid: ['sub', 'customer'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...issuer.claims }) }),
  });
  const server = createServer(provider.callback());
  await new Promise<void>((resolve) => void server.listen(port, 'localhost', resolve));
  return Object.assign(issuer, {
    url,
    signIn: (address: string, account: string) => signIn(url, address, { account, redirectUri }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

const MOST_STEPS = 12;

async function signIn(
  issuer: string,
  address: string,
  { account, redirectUri }: { readonly account: string; readonly redirectUri: string },
): Promise<string> {
  const cookies = new Map<string, string>();
  let next: { url: string; body?: URLSearchParams } = { url: address };
  for (let step = 0; step < MOST_STEPS; step++) {
    if (next.url.startsWith(redirectUri)) return next.url;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const init = next.body ? { method: 'POST', body: next.body } : {};
    const answer = await fetch(next.url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    const html = await answer.text();
    const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1];
    if (location !== null) next = { url: new URL(location, issuer).href };
    else if (action === undefined) throw new Error(`The issuer says: ${html}`);
    else next = { url: new URL(action, issuer).href, body: answerForm(html, account) };
  }
  throw new Error('The issuer went round in circles.');
}

function answerForm(html: string, account: string): URLSearchParams {
  return new URLSearchParams(
    html.includes('name="login"') ? { prompt: 'login', login: account, password: 'x' } : { prompt: 'consent' },
  );
}
