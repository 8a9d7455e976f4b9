import { WATCH_SECRET_HEADER, type VisitAnswer } from '../../shared/visit.ts';
import type { OpenVisit } from '../entry/visit-session.ts';

const ANSWER_WITHIN_MS = 10_000;

/**
 * Answers what a visit is asked, for whoever has its secret. The same answer again changes nothing.
 * @param visitsUrl address of the server's visits, ending in a slash
 * @throws when the server cannot be reached or does not take it
 */
export async function confirmVisit(
  visitsUrl: string,
  { id, watchSecret }: OpenVisit,
  answer: VisitAnswer,
): Promise<void> {
  const response = await fetch(`${visitsUrl}${id}/confirm`, {
    method: 'POST',
    credentials: 'omit',
    headers: { [WATCH_SECRET_HEADER]: watchSecret },
    body: JSON.stringify({ answer }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
}
