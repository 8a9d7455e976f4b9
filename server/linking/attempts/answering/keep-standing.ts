import type { MessengerEvent } from '../../../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../../../base/ctx.ts';
import type { Tx } from '../../../base/storage/index.ts';
import { endAttempt } from '../end-attempt.ts';
import { say } from '../say.ts';
import type { AttemptRow } from '../store.ts';

/** Somebody who was asked about two accounts leaves the thread tied as it is: the thread is told so. */
export async function keepStanding(ctx: Ctx, tx: Tx, row: AttemptRow, event?: MessengerEvent): Promise<void> {
  await endAttempt(ctx, tx, row, { status: 'refused', reason: 'account_link_conflict' });
  const { siteId, pageId, psid, label, conflictLabel } = row;
  const values = { account: label ?? '', standing: conflictLabel ?? '' };
  await say(ctx, { siteId, pageId, psid, key: 'conflict.kept', values, event });
}
