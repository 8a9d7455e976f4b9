import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import { findLink } from '../../account-links/index.ts';
import { DAY, HOUR, later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import type { Tx } from '../../base/storage/index.ts';
import { listSitesOfPage } from '../../entry-points/index.ts';
import { getSiteSettings, type SiteSettings } from '../../sites/index.ts';
import { logOut } from './log-out.ts';
import { enqueuePrompt } from './prompt-job.ts';
import { readWish } from './read-wish.ts';
import { claimPrompt } from './store.ts';

/** What is applied later than this is history: nobody waits for an answer to it. */
const ANSWERED_FOR_MS = HOUR;
/** Who has not been linked since is greeted again. */
export const GREETED_AGAIN_MS = 30 * DAY;

/**
 * A message or a tap that asks for Log In or Log Out, or the first message of somebody who is not linked, at sites that want
 * such people asked. Only where the Page is to answer, and only once. True: it asked for something.
 */
export async function handleWish(ctx: Ctx, event: MessengerEvent): Promise<boolean> {
  const { pageId, psid, isStandby, isFromPage, kind } = event;
  if (psid === null || isStandby || isFromPage || (kind !== 'message' && kind !== 'postback')) return false;
  const now = ctx.clock.now();
  if (event.occurredAt < later(now, -ANSWERED_FOR_MS)) return false;
  return await ctx.storage.write(async (tx) => {
    // Nothing that is applied in a batch changes a site.
    const sites = await tx.remember(`linking.sites-of ${pageId}`, () => readSites(ctx, pageId));
    const wish = readWish(event, sites);
    if (!wish) {
      await greet(ctx, tx, event, sites);
      return false;
    }
    if (wish.kind === 'logout') await logOut(ctx, { siteIds: wish.siteIds, pageId, psid, event });
    else for (const siteId of wish.siteIds) await enqueuePrompt(ctx, tx, { siteId, pageId, psid, isGreeting: false });
    return true;
  });
}

async function readSites(ctx: Ctx, pageId: string): Promise<SiteSettings[]> {
  const ids = await listSitesOfPage(ctx, pageId);
  const sites: SiteSettings[] = [];
  for (const id of ids) sites.push(await getSiteSettings(ctx, id));
  return sites;
}

/** Who came with a visit is about to be asked what that visit is for. */
async function greet(ctx: Ctx, tx: Tx, event: MessengerEvent, sites: readonly SiteSettings[]): Promise<void> {
  const { pageId, psid } = event;
  if (event.kind !== 'message' || psid === null || event.arrival?.ref) return;
  const now = ctx.clock.now();
  for (const { id: siteId, linking } of sites) {
    if (!linking.asksUnlinked) continue;
    const place = { siteId, pageId, psid };
    if (await findLink(ctx, place)) continue;
    const claim = { as: 'greetedAt', now, before: later(now, -GREETED_AGAIN_MS) } as const;
    if (await claimPrompt(tx, place, claim)) await enqueuePrompt(ctx, tx, { ...place, isGreeting: true });
  }
}
