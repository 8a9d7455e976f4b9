import type { Ctx } from '../../base/ctx.ts';
import { selectSigns } from '../signs-store.ts';
import { type AppPage, selectChecksOf } from '../store.ts';
import { beginLostPeriod } from './begin-lost-period.ts';
import { selectHealth } from './health-store.ts';

/**
 * Notes, before a subscription that is gone is renewed, that events were lost: nobody can see that it is gone while the token
 * is dead. Only of a Page that was sound before and was looked at through this app. The next judgement ends the period.
 */
export async function noteCutOff(ctx: Ctx, key: AppPage): Promise<void> {
  const { pageId } = key;
  await ctx.storage.write(async (tx) => {
    const [health] = await selectHealth(tx, [pageId]);
    const isKnown = (await selectChecksOf(tx, key)).length > 0;
    if (!health?.soundAt || !isKnown) return;
    const [signs] = await selectSigns(tx, [pageId]);
    const { soundAt } = health;
    const lastEventAt = signs?.lastEventAt ?? null;
    await beginLostPeriod(ctx, tx, key, { reason: 'page_not_subscribed', soundAt, lastEventAt });
  });
}
