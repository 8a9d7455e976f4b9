import { ANSWER_WITHIN_MS } from './answer-within-ms.ts';

/** How a site ends a link: a function of the page, or an address of its own that its back end ends it at. */
export interface Disconnection {
  readonly disconnect?: (() => unknown) | undefined;
  readonly disconnectUrl?: string | undefined;
}

/**
 * Has the site end the link. The type of the body keeps other origins' forms from asking for the same.
 * @throws when the site does not do it
 */
export async function askToDisconnect({ disconnect, disconnectUrl }: Disconnection, entry: string): Promise<void> {
  if (disconnect) return void (await disconnect());
  const response = await fetch(disconnectUrl ?? '', {
    method: 'POST',
    mode: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ entry }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (!response.ok) throw new Error(`status ${response.status}, not 2xx`);
}
