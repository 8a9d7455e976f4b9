import type { Ctx } from '../../base/ctx.ts';
import {
  getFeatureStatus,
  getPage,
  getProfile,
  getSubscribedApps,
  getThreadOwner,
  listSecondaryReceivers,
  type GraphCaller,
  sendMessage,
} from '../../graph/index.ts';
import type { PageSigns } from '../signs-store.ts';
import { DAY, later } from '../../base/clock.ts';
import type { PageRow } from '../store.ts';
import { subscriptionPlace } from '../subscription-place.ts';
import { PROFILE_FIELDS } from './judge-profile.ts';
import { see, type Seen } from './seen.ts';

/** Everything that a valid token shows of a Page. */
export interface PageLook {
  readonly facts: Seen<Awaited<ReturnType<typeof getPage>>> | null;
  readonly subscribed: Seen<Awaited<ReturnType<typeof getSubscribedApps>>>;
  readonly profile: Seen<Awaited<ReturnType<typeof getProfile>>>;
  readonly features: Seen<Awaited<ReturnType<typeof getFeatureStatus>>>;
  /** Only where the Page uses the oldest protocol: the apps that must ask for a thread. */
  readonly secondaries: Seen<Awaited<ReturnType<typeof listSecondaryReceivers>>> | null;
  readonly owner: Seen<Awaited<ReturnType<typeof getThreadOwner>>> | null;
  readonly sending: Seen<unknown> | null;
}

/** Anything may be sent for so long after a person wrote. */
const WINDOW_MS = DAY;

/**
 * Looks at a Page, its subscription, profile and newest thread.
 * @param probesSince the newest message is marked as read, to see whether anything may be sent, if its person was heard from
 *   at that instant or later and may still be answered; null: nothing is sent
 */
export async function lookAtPage(
  ctx: Ctx,
  caller: GraphCaller,
  page: PageRow,
  signs: PageSigns | undefined,
  probesSince: Date | null,
): Promise<PageLook> {
  const pageId = page.id;
  const fields = [...PROFILE_FIELDS[page.platform]];
  const psid = signs?.lastPsid ?? null;
  const [facts, subscribed, profile, features, owner] = await Promise.all([
    page.platform === 'messenger' ? see(getPage(ctx, caller, { pageId })) : null,
    see(getSubscribedApps(ctx, caller, { pageId: subscriptionPlace(page).objectId })),
    see(getProfile(ctx, caller, { fields, platform: page.platform })),
    see(getFeatureStatus(ctx, caller, {})),
    psid === null ? null : see(getThreadOwner(ctx, caller, { pageId, psid })),
  ]);
  const isProbed = probesSince !== null && mayBeAnswered(signs, probesSince, ctx.clock.now());
  const sending =
    isProbed && psid !== null
      ? await see(sendMessage(ctx, caller, { recipient: { psid }, senderAction: 'mark_seen' }))
      : null;
  const isOld = features.value !== null && Object.values(features.value).every((isOn) => isOn === false);
  const secondaries = isOld ? await see(listSecondaryReceivers(ctx, caller, {})) : null;
  return { facts, subscribed, profile, features, secondaries, owner, sending };
}

function mayBeAnswered(signs: PageSigns | undefined, since: Date, now: Date): boolean {
  if (!signs?.lastPersonAt || !signs.personHeardAt) return false;
  return signs.lastPersonAt > later(now, -WINDOW_MS) && signs.personHeardAt >= since;
}
