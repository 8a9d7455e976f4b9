import type { Reading } from '../../base/storage/index.ts';
import { type PageRow, selectSiblings } from '../store.ts';
import { subscriptionPlace } from '../subscription-place.ts';

/** The other connected Pages that hear through the same subscription as this one. */
export async function selectSharers(at: Reading, page: PageRow): Promise<PageRow[]> {
  const { objectId } = subscriptionPlace(page);
  const siblings = await selectSiblings(at, page);
  return siblings.filter((sibling) => sibling.id !== page.id && subscriptionPlace(sibling).objectId === objectId);
}
