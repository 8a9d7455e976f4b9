import type { Takeover } from '../../shared/visit.ts';
import { pause } from '../entry/back-off.ts';

const ANSWER_WITHIN_MS = 10_000;
const TRY_AGAIN_MS = [1000, 4000];

/** Answers the entry point that stands for a Page's old markup on this origin. */
export type FindDefaultEntry = (pageId: string, variant: string) => Promise<Takeover>;

/** Makes the finder: it asks once for each Page and variant, however many pieces of markup name them. */
export function createDefaultEntryFinder(apiUrl: (path: string) => string): FindDefaultEntry {
  const asked = new Map<string, Promise<Takeover>>();
  return (pageId, variant) => {
    const query = `?${new URLSearchParams({ pageId, variant }).toString()}`;
    const answer = asked.get(query) ?? ask(apiUrl(`/v1/takeover${query}`));
    asked.set(query, answer);
    // What failed may be asked again by the next piece of markup.
    answer.catch(() => asked.delete(query));
    return answer;
  };
}

/** @throws when the server has no such entry point (then with a `cause`), or cannot be reached three times in a row. */
async function ask(url: string): Promise<Takeover> {
  for (const wait of [...TRY_AGAIN_MS, 0]) {
    const response = await fetch(url, { credentials: 'omit', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(
      () => undefined,
    );
    if (response?.ok) return (await response.json()) as Takeover;
    if (response && response.status < 500 && response.status !== 429)
      throw new Error(await reasonOf(response), { cause: response.status });
    await pause(wait);
  }
  throw new Error('The server cannot be reached.');
}

async function reasonOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => undefined)) as
    | { error?: { message?: string; hint?: string } }
    | undefined;
  const { message, hint = '' } = body?.error ?? {};
  return message ? `${message} ${hint}` : `The server answered ${response.status}.`;
}
