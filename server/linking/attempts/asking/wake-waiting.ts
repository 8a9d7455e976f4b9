import type { MessengerEvent } from '../../../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { askAgain } from './ask-again.ts';
import { isAnyWaiting, selectOpenOf } from '../store.ts';

/** After these it may be possible to write in a thread where it was not. */
const KINDS: ReadonlySet<MessengerEvent['kind']> = new Set([
  'message',
  'postback',
  'referral',
  'opt_in',
  'account_linking',
  'handover',
]);

/** Has the questions asked that waited for a sign of this person, or for the thread to be ours. */
export async function wakeWaiting(ctx: Ctx, event: MessengerEvent): Promise<void> {
  const { pageId, psid } = event;
  if (psid === null || event.isStandby || !KINDS.has(event.kind)) return;
  await ctx.storage.write(async (tx) => {
    // Nearly always nobody waits anywhere: one look for all events of a batch.
    if (!(await tx.remember('linking.any-waiting', () => isAnyWaiting(tx)))) return;
    for (const { id, status } of await selectOpenOf(tx, { pageId, psid })) {
      if (status === 'waiting') await askAgain(ctx, tx, id);
    }
  });
}
