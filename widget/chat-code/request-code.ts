import type { LinkCode } from '../../shared/link-code.ts';
import type { EntryElement } from '../elements/entry-element.ts';
import { fetchUserToken } from '../entry/fetch-user-token.ts';
import type { Kit } from '../kit.ts';

const ANSWER_WITHIN_MS = 10_000;

/**
 * Has the server give out a code for whoever is signed in on the page.
 * @throws when nobody is, or the server gives out none
 */
export async function requestCode({ apiUrl }: Pick<Kit, 'apiUrl'>, element: EntryElement): Promise<LinkCode> {
  const body = { entryPoint: element.entry, dataRef: element.dataRef ?? undefined };
  const userToken = await fetchUserToken(element);
  const response = await fetch(apiUrl('/v1/link-codes'), {
    method: 'POST',
    credentials: 'omit',
    body: JSON.stringify({ ...body, userToken }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as LinkCode;
}
