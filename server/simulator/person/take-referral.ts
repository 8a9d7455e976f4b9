import type { Page, Thread } from '../state/world.ts';
import { adReferral, linkReferral, type Referral } from '../webhook/messaging-event.ts';

/** The referral of the link or ad that led here and was not told yet; it is told once. */
export function takeReferral(page: Page, thread: Thread): Referral | undefined {
  const { pendingRef: ref, pendingAd: ad } = thread;
  thread.pendingRef = null;
  thread.pendingAd = null;
  if (ad) return adReferral(ad, ref ?? undefined);
  if (ref === null) return undefined;
  return page.platform === 'instagram' ? { ...linkReferral(ref), source: 'IGME-SOURCE-LINK' } : linkReferral(ref);
}
