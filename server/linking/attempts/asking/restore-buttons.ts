import type { MessengerEvent } from '../../../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { type AttemptRow, isAnyAsked, selectOpenOf } from '../store.ts';
import { askAgain, MOST_ASKED } from './ask-again.ts';

/**
 * Has the newest question of a thread asked again where the person has written something else: the platform takes the
 * buttons of a question away then.
 */
export async function restoreButtons(ctx: Ctx, event: MessengerEvent): Promise<void> {
  const { pageId, psid, kind, isStandby, isFromPage } = event;
  if (kind !== 'message' || psid === null || isStandby || isFromPage) return;
  await ctx.storage.write(async (tx) => {
    // No question is put while a batch is applied: one look for all its events.
    if (!(await tx.remember('linking.any-asked', () => isAnyAsked(tx)))) return;
    const now = ctx.clock.now();
    const isAskable = ({ needsThread, status, expiresAt, asked }: AttemptRow): boolean =>
      needsThread && status === 'open' && now <= expiresAt && asked < MOST_ASKED;
    const newest = (await selectOpenOf(tx, { pageId, psid })).find(isAskable);
    if (newest) await askAgain(ctx, tx, newest.id);
  });
}
