import { findLink } from '../../account-links/index.ts';
import { later, MINUTE } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import type { Tx } from '../../base/storage/index.ts';
import { languageOf, type QueuedMessage, queueMessage } from '../../messaging/index.ts';
import { findPages } from '../../pages/index.ts';
import { getSiteSettings } from '../../sites/index.ts';
import { selectOpenAt } from '../attempts/store.ts';
import { loginContent, type LoginOffer } from './login-content.ts';
import type { Prompt } from './prompt-job.ts';
import { claimPrompt, releasePrompt } from './store.ts';

/** Nobody is sent the same again within this time, whoever asks for it. */
const PAUSE_MS = MINUTE;
/** The address on the button lives no longer. */
const WANTED_FOR_MS = 15 * MINUTE;

/** What came of it: `paused`, they were sent one a moment ago; `unwanted`, they need none; `no_way`, the site has none. */
export type PromptResult = QueuedMessage | { readonly status: 'paused' | 'unwanted' | 'no_way' };

/** Sends somebody a way to log in at a site. Call it outside of any write: it may ask the platform for their language. */
export async function promptLogin(ctx: Ctx, prompt: Prompt): Promise<PromptResult> {
  const { siteId, pageId, psid, isGreeting } = prompt;
  const site = await getSiteSettings(ctx, siteId);
  const lang = await languageOf(ctx, pageId, psid, site.language);
  const platform = (await findPages(ctx, [pageId])).get(pageId)?.platform ?? 'messenger';
  return await ctx.storage.write(async (tx) => {
    const link = await findLink(ctx, prompt);
    // Who is just being asked something, or is connected, is not to be disturbed.
    if (isGreeting && (link || (await selectOpenAt(tx, prompt)))) return { status: 'unwanted' };
    return await send(ctx, tx, { siteId, pageId, psid, site, lang, platform, link });
  });
}

async function send(ctx: Ctx, tx: Tx, offer: LoginOffer): Promise<PromptResult> {
  const now = ctx.clock.now();
  if (!(await claimPrompt(tx, offer, { as: 'promptedAt', now, before: later(now, -PAUSE_MS) }))) {
    return { status: 'paused' };
  }
  const content = await loginContent(ctx, offer);
  if (!content) {
    await releasePrompt(tx, offer);
    return { status: 'no_way' };
  }
  const { siteId, pageId, psid } = offer;
  const notAfter = later(now, WANTED_FOR_MS);
  const queued = await queueMessage(ctx, { pageId, psid, siteId, purpose: 'linking', content, notAfter });
  if (queued.status === 'refused') await releasePrompt(tx, offer);
  return queued;
}
