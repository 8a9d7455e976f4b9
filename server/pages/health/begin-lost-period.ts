import type { ProblemCode } from '../../../shared/api/pages.ts';
import { latest } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import type { Tx } from '../../base/storage/index.ts';
import type { AppPage } from '../store.ts';
import { insertLostPeriod } from './lost-period-store.ts';

/** Why nothing is sent, and until when it was: the last event, and when the app was last seen to be sent them. */
export interface Loss {
  readonly reason: ProblemCode;
  readonly lastEventAt: Date | null;
  readonly heardAt: Date | null;
}

/**
 * Notes that an app is sent nothing of a Page any more, from the last that was heard or seen of it; nothing where such a
 * period lasts already. An app that was never seen to be sent anything has nothing to lose.
 */
export async function beginLostPeriod(ctx: Ctx, tx: Tx, { pageId, appId }: AppPage, loss: Loss): Promise<void> {
  if (loss.heardAt === null) return;
  const from = latest(loss.lastEventAt, loss.heardAt) ?? loss.heardAt;
  await insertLostPeriod(tx, { id: ctx.random.id('lost'), pageId, appId, reason: loss.reason, from, to: null });
}
