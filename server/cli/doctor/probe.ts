import { networkReason } from '../network-reason.ts';

const LIMIT_MS = 10_000;

/** What an address answered, or why nothing came. */
export type Probe =
  | { readonly status: number; readonly body: string; readonly headers: Headers }
  | { readonly status: null; readonly reason: string };

/** Asks an address once, follows no redirect, and never throws. */
export async function probe(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Probe> {
  try {
    const answer = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(LIMIT_MS) });
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  } catch (error) {
    return { status: null, reason: networkReason(error) };
  }
}
