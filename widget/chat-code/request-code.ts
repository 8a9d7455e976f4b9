import type { LinkCode } from '../../shared/link-code.ts';
import type { EntryElement } from '../elements/entry-element.ts';
import { fetchUserToken } from '../entry/fetch-user-token.ts';
import type { Problem } from '../entry/problem.ts';
import type { Kit } from '../kit.ts';

const ANSWER_WITHIN_MS = 10_000;

/**
 * Has the server give out a code for whoever is signed in on the page.
 * @throws when nobody is, the server gives out none, or `stop` says so; with a `cause` where the site's developer can mend it
 */
export async function requestCode(
  { apiUrl }: Pick<Kit, 'apiUrl'>,
  element: EntryElement,
  stop: AbortSignal,
): Promise<LinkCode> {
  const body = { entryPoint: element.entry, dataRef: element.dataRef ?? undefined };
  const userToken = await fetchUserToken(element).catch((error: unknown) => {
    // As at a click; a visitor who is offline is no mistake of the site's.
    element[navigator.onLine ? 'report' : 'mention']('user_token_unavailable', `Expected a token, got ${error}`);
    throw error;
  });
  const response = await fetch(apiUrl('/v1/link-codes'), {
    method: 'POST',
    credentials: 'omit',
    body: JSON.stringify({ ...body, userToken }),
    signal: AbortSignal.any([stop, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
  });
  const answer = (await response.json()) as LinkCode & { readonly error: Problem & { readonly hint?: string } };
  stop.throwIfAborted();
  if (response.ok) return answer;
  const { code, message, hint = '' } = answer.error;
  // A visitor's sixth code and an outage are no mistakes of the site's.
  const isSites = response.status < 500 && response.status !== 429;
  throw new Error(`${code}: ${message} ${hint}`.trim(), { cause: isSites && code });
}
