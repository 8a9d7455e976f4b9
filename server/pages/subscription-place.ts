import type { PageRow } from './store.ts';
import { INSTAGRAM_FIELDS, PAGE_FIELDS } from './subscription-fields.ts';

/**
 * Where the subscription of an Instagram account to an app stands. `page`: at the Page it is linked to, with the Page's own
 * fields, beside the app's subscription to the object `instagram`; that edge is documented for Pages alone. `account`: at the
 * account itself. Neither was verified with the real platform: this is the one place to change it.
 */
const INSTAGRAM_SUBSCRIBES_AT = 'page' as 'page' | 'account';

/** What is subscribed to the app so that events come, and to which fields. */
export interface SubscriptionPlace {
  readonly objectId: string;
  readonly fields: readonly string[];
}

/** Where a Page or an account is subscribed. While nobody knows the Page of an account, that is the account itself. */
export function subscriptionPlace({
  id,
  platform,
  linkedPageId,
}: Pick<PageRow, 'id' | 'platform' | 'linkedPageId'>): SubscriptionPlace {
  if (platform === 'messenger') return { objectId: id, fields: PAGE_FIELDS };
  if (INSTAGRAM_SUBSCRIBES_AT === 'account' || linkedPageId === null) {
    return { objectId: id, fields: INSTAGRAM_FIELDS };
  }
  return { objectId: linkedPageId, fields: PAGE_FIELDS };
}
