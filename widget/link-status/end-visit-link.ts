import { WATCH_SECRET_HEADER } from '../../shared/visit.ts';
import type { OpenVisit } from '../entry/visit-session.ts';
import { ANSWER_WITHIN_MS } from './answer-within-ms.ts';

/**
 * Has the server end the link that a visit brought about. The visit's secret is all it takes; ended twice is ended.
 * @param visitsUrl address of the server's visits, ending in a slash
 * @throws when the server cannot be reached or does not do it
 */
export async function endVisitLink(visitsUrl: string, { id, watchSecret }: OpenVisit): Promise<void> {
  const response = await fetch(`${visitsUrl}${id}/unlink`, {
    method: 'POST',
    credentials: 'omit',
    headers: { [WATCH_SECRET_HEADER]: watchSecret },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
}
