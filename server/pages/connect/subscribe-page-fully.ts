import type { Ctx } from '../../base/ctx.ts';
import { getSubscribedApps, subscribePage } from '../../graph/index.ts';
import { fetchPage } from '../fetch-page.ts';
import { noteCutOff } from '../health/note-cut-off.ts';
import type { AppPage } from '../store.ts';
import { subscriptionPlace } from '../subscription-place.ts';
import { withPageToken } from '../with-page-token.ts';
import { SetupProblem } from './setup-problem.ts';

/** What a subscription came to. */
export interface Subscribed {
  /** false: everything was there already, and nothing was changed. */
  readonly isChanged: boolean;
  /** The fields that were not subscribed before. */
  readonly added: readonly string[];
  readonly fields: readonly string[];
}

/**
 * Subscribes the app to a Page with every field we know; what it already had beside them stays. The result is read back. That
 * a Page which was sound had been cut off is noted.
 * @throws {SetupProblem} `page_not_subscribed` or `fields_missing` when the platform said yes and did otherwise
 * @throws {ThreadtieError} `page_broken`
 * @throws {GraphError}
 */
export async function subscribePageFully(ctx: Ctx, key: AppPage): Promise<Subscribed> {
  const { objectId: pageId, fields: wanted } = subscriptionPlace(await fetchPage(ctx, key.pageId));
  return await withPageToken(ctx, key, async (caller) => {
    const { appId } = key;
    const read = async (): Promise<readonly string[] | null> =>
      (await getSubscribedApps(ctx, caller, { pageId })).find((app) => app.id === appId)?.fields ?? null;
    const had = await read();
    const added = wanted.filter((field) => !had?.includes(field));
    if (had && added.length === 0) return { isChanged: false, added, fields: had };
    if (had === null) await noteCutOff(ctx, key);
    await subscribePage(ctx, caller, { pageId, fields: [...(had ?? []), ...added] });
    const fields = await read();
    if (fields === null) {
      throw new SetupProblem('page_not_subscribed', 'The platform took the subscription, but does not list it.');
    }
    const absent = wanted.filter((field) => !fields.includes(field));
    if (absent.length === 0) return { isChanged: true, added, fields };
    throw new SetupProblem('fields_missing', `The platform did not subscribe ${absent.join(', ')}.`);
  });
}
