import type { Reading } from '../../base/storage/index.ts';
import { selectSigns } from '../signs-store.ts';
import { selectTokens } from '../store.ts';
import type { Loss } from './begin-lost-period.ts';
import type { HealthRow } from './health-store.ts';

/**
 * What an app last heard of a Page, and when it was last seen to be sent what happens. Where several apps have a token the
 * events may have come to another one, and say nothing.
 */
export async function hearingOf(
  at: Reading,
  { pageId, heardBy }: Pick<HealthRow, 'pageId' | 'heardBy'>,
  appId: string,
): Promise<Pick<Loss, 'lastEventAt' | 'heardAt'>> {
  const [signs] = await selectSigns(at, [pageId]);
  const isAlone = (await selectTokens(at, [pageId])).length === 1;
  const heardAt = heardBy[appId];
  return { lastEventAt: isAlone ? (signs?.lastEventAt ?? null) : null, heardAt: heardAt ? new Date(heardAt) : null };
}
