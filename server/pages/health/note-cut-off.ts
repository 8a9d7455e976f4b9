import type { Ctx } from '../../base/ctx.ts';
import { type AppPage, selectPage } from '../store.ts';
import { beginLostPeriod } from './begin-lost-period.ts';
import { selectHealth } from './health-store.ts';
import { hearingOf } from './hearing-of.ts';
import { selectSharers } from './select-sharers.ts';

/**
 * Notes, before a subscription that is gone is renewed, that events were lost: nobody can see that it is gone while the token
 * is dead. Only where this app was seen to be sent them; of the Pages that hear through the same subscription too. The next
 * judgement of each ends the period.
 */
export async function noteCutOff(ctx: Ctx, { pageId, appId }: AppPage): Promise<void> {
  await ctx.storage.write(async (tx) => {
    const page = await selectPage(tx, pageId);
    if (!page) return;
    const sharers = await selectSharers(tx, page);
    for (const row of await selectHealth(tx, [pageId, ...sharers.map(({ id }) => id)])) {
      const hearing = await hearingOf(tx, row, appId);
      const loss = { reason: 'page_not_subscribed', ...hearing } as const;
      await beginLostPeriod(ctx, tx, { pageId: row.pageId, appId }, loss);
    }
  });
}
