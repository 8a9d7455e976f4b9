import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../../base/ctx.ts';
import { knownLanguageOf, queueMessage, sayIn, type TextKey, type TextValues } from '../../messaging/index.ts';
import { getSiteSettings } from '../../sites/index.ts';
import type { ThreadKey } from './store.ts';

/** What a person has to be told about a link at a site. */
export interface Notice extends ThreadKey {
  readonly siteId: string;
  readonly key: TextKey;
  readonly values?: TextValues;
  /** The link that the button below the words ends. */
  readonly undoes?: string;
  /** The event it answers. */
  readonly event?: MessengerEvent | undefined;
}

/** The payload of the button that ends a link. */
const UNDO = 'threadtie:undo:';

/** Tells a person something, in their language and the site's words. Where it cannot be said it is kept with the reason. */
export async function say(ctx: Ctx, { siteId, key, values = {}, undoes, event, ...thread }: Notice): Promise<void> {
  const { pageId, psid } = thread;
  const site = await getSiteSettings(ctx, siteId);
  const { texts } = site.linking;
  const lang = (await knownLanguageOf(ctx, pageId, psid, site.language)) ?? site.language;
  const text = sayIn(lang, key, { site: site.name, ...values }, texts);
  const title = sayIn(lang, 'answer.undo', {}, texts);
  const content = undoes
    ? { text, buttons: [{ type: 'postback' as const, title, payload: `${UNDO}${undoes}` }] }
    : { text };
  const notice = { pageId, psid, siteId, content, purpose: 'notice' } as const;
  await queueMessage(ctx, event ? { ...notice, answers: event } : notice);
}
