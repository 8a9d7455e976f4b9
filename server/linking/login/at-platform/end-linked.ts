import { endLink, listLinksOfThread } from '../../../account-links/index.ts';
import { later } from '../../../base/clock.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { endAttempt } from '../../attempts/end-attempt.ts';
import { say } from '../../attempts/say.ts';
import { selectOpenOf } from '../../attempts/store.ts';
import type { LoginEvent } from './redeem-code.ts';

/** How much the platform's clock and ours may differ: logging in again takes longer. */
const CLOCKS_APART_MS = 10_000;

/**
 * The person logged out in Messenger: links that came of its log-in end, and so does one that is only being confirmed. What is
 * younger than the event stays, since the event can be late.
 */
export async function endLinked(ctx: Ctx, event: LoginEvent): Promise<void> {
  const { pageId, psid, occurredAt } = event;
  const latest = later(occurredAt, CLOCKS_APART_MS);
  const isMeant = ({ way, createdAt }: { readonly way: string; readonly createdAt: Date | string }): boolean =>
    way === 'messenger' && new Date(createdAt) <= latest;
  await ctx.storage.write(async (tx) => {
    for (const link of (await listLinksOfThread(ctx, { pageId, psid })).filter(isMeant)) {
      const ended = await endLink(ctx, { id: link.id, by: 'person', reason: 'unlinked_in_messenger' });
      if (ended) await say(ctx, { siteId: ended.siteId, pageId, psid, key: 'unlinked', event });
    }
    for (const attempt of (await selectOpenOf(tx, { pageId, psid })).filter(isMeant)) {
      await endAttempt(ctx, tx, attempt, { status: 'refused', reason: 'unlinked_in_messenger' });
    }
  });
}
