import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import { endLink, findLink } from '../../account-links/index.ts';
import type { Ctx } from '../../base/ctx.ts';
import { say } from '../attempts/say.ts';

/** The person wants the thread to be nobody's at these sites any more: ends its links, and says so. */
export async function logOut(ctx: Ctx, { siteIds, pageId, psid, event }: LogOut): Promise<void> {
  await ctx.storage.write(async () => {
    let isDone = false;
    for (const siteId of siteIds) {
      const link = await findLink(ctx, { siteId, pageId, psid });
      const ended = link && (await endLink(ctx, { id: link.id, by: 'person' }));
      if (!ended) continue;
      isDone = true;
      await say(ctx, { siteId, pageId, psid, key: 'unlinked', event });
    }
    const [siteId] = siteIds;
    if (!isDone && siteId !== undefined) await say(ctx, { siteId, pageId, psid, key: 'notLinked', event });
  });
}

/** Who wants it, and the event that said so. */
export interface LogOut {
  readonly siteIds: readonly string[];
  readonly pageId: string;
  readonly psid: string;
  readonly event: MessengerEvent;
}
