import type { Check } from '../../../shared/api/pages.ts';
import { later, MINUTE } from '../../base/clock.ts';
import type { PageSigns } from '../signs-store.ts';
import type { AppPage, PageRow, TokenRow } from '../store.ts';
import type { Finding } from './check-catalogue.ts';
import { judgeProfile } from './judge-profile.ts';
import { judgeMode, judgeSending } from './judge-sending.ts';
import { judgeSubscription } from './judge-subscription.ts';
import { judgeInstagram, judgePublished, judgeThreadControl } from './judge-surroundings.ts';
import type { TokenFacts } from './judge-token.ts';
import type { PageLook } from './look-at-page.ts';
import type { Seen } from './seen.ts';

/** How long a Page may be quiet before that says something. */
const PATIENCE_MS = 10 * MINUTE;

/** What was seen of a Page with a valid token, and what is known besides. */
export interface Judged extends AppPage {
  readonly page: PageRow;
  readonly token: TokenRow;
  readonly look: PageLook;
  readonly facts: Seen<TokenFacts> | null;
  readonly before: readonly Check[];
  readonly signs: PageSigns | undefined;
  /** The Instagram account of the Page, when it is connected. */
  readonly account: PageRow | undefined;
  readonly origins: readonly string[];
  readonly now: Date;
}

/** Everything that a valid token shows. */
export function judgeLook(judged: Judged): Finding[] {
  const { page, account, token, look, facts, appId, before, signs, origins, now } = judged;
  const scopes = facts?.value?.scopes ?? token.scopes ?? [];
  const hasMessaging = scopes.includes('pages_messaging') || scopes.includes('instagram_manage_messages');
  const was = (name: Check['name']): Finding | undefined => before.find((check) => check.name === name);
  const isQuiet = !signs && look.subscribed.value !== null && token.updatedAt < later(now, -PATIENCE_MS);
  return [
    ...judgeSubscription(look.subscribed, appId, page),
    ...judgeProfile(look.profile, origins),
    ...(look.facts
      ? [judgePublished(look.facts), judgeInstagram(look.facts, account, scopes.includes('instagram_manage_messages'))]
      : []),
    judgeThreadControl(look, appId),
    judgeSending(look.sending, hasMessaging, was('sending')),
    judgeMode(look.sending, hasMessaging, isQuiet, was('app_mode')),
  ];
}
