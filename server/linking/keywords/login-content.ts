import type { Button, MessageContent } from '../../../shared/api/messages.ts';
import type { LanguageCode } from '../../../shared/language.ts';
import type { AccountLink } from '../../../shared/api/account-links.ts';
import type { Ctx } from '../../base/ctx.ts';
import { sayIn, type TextKey, type TextValues } from '../../messaging/index.ts';
import type { SiteSettings } from '../../sites/index.ts';
import { createWebLink } from '../login/opening/create-web-link.ts';
import { logInAddress } from '../login/opening/log-in-address.ts';
import type { PromptPlace } from './store.ts';

/** What decides what somebody is offered. */
export interface LoginOffer extends PromptPlace {
  readonly site: SiteSettings;
  readonly lang: LanguageCode;
  readonly platform: 'messenger' | 'instagram';
  /** The account the thread is tied to already. */
  readonly link: AccountLink | null;
}

/**
 * What somebody is sent who wants to log in, in the caller's write: Messenger's own button with a page for computers beside it,
 * the page alone where there is no such button, or the words how to get a code where the site has no login here. Null: there is
 * no way. Who is connected already is told so, with a way to end it.
 */
export async function loginContent(ctx: Ctx, offer: LoginOffer): Promise<MessageContent | null> {
  const { site, lang, platform, link } = offer;
  const words = (key: TextKey, values: TextValues = {}): string =>
    sayIn(lang, key, { site: site.name, ...values }, site.linking.texts);
  if (link) return connectedContent(link, platform, words);
  if (!site.login) return site.userTokens.mode === 'enforce' ? { text: words('code.askSite') } : null;
  const page: Button = { type: 'url', title: words('answer.open'), url: await createWebLink(ctx, offer) };
  if (platform === 'instagram') return { text: words('weblink.prompt'), buttons: [page] };
  const button: Button = { type: 'account_link', url: logInAddress(ctx, offer) };
  return { text: `${words('login.prompt')} ${words('login.onPhoneOnly')}`, buttons: [button, page] };
}

type Words = (key: TextKey, values?: TextValues) => string;

/** Messenger's own button where it made the link, so that both sides know of its end. */
function connectedContent(link: AccountLink, platform: LoginOffer['platform'], words: Words): MessageContent {
  const account = link.label ?? '';
  if (link.way === 'messenger' && platform === 'messenger') {
    return { text: words('logout.prompt', { account }), buttons: [{ type: 'account_unlink' }] };
  }
  const undo: Button = { type: 'postback', title: words('answer.undo'), payload: `threadtie:undo:${link.id}` };
  return { text: words('alreadyLinked', { account }), buttons: [undo] };
}
