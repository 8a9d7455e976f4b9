import type { AdContext, Referral } from '../../shared/messenger/message-content.ts';
import type { WebhookReferral } from '../../shared/messenger/webhook-referral.ts';

/** A referral in our words; of one that is missing everything is null. */
export function readReferral(referral: WebhookReferral | null | undefined): Referral {
  return {
    ref: referral?.ref || null,
    source: referral?.source ?? null,
    type: referral?.type ?? null,
    adId: referral?.ad_id ?? null,
    ad: readAd(referral?.ads_context_data),
    refererUri: referral?.referer_uri ?? null,
    isGuest: referral?.is_guest_user === true,
    productId: referral?.product?.id ?? null,
  };
}

/** The same, or null when there is none. */
export function maybeReferral(referral: WebhookReferral | null | undefined): Referral | null {
  return referral ? readReferral(referral) : null;
}

function readAd(ad: WebhookReferral['ads_context_data']): AdContext | null {
  if (!ad) return null;
  return {
    title: ad.ad_title ?? null,
    photoUrl: ad.photo_url ?? null,
    videoUrl: ad.video_url ?? null,
    postId: ad.post_id ?? null,
    productId: ad.product_id ?? null,
    flowId: ad.flow_id ?? null,
  };
}
