import { z } from 'zod';

/** What a caller may say of a referral, in the platform's own words. */
export const ReferralInput = z.object({
  ref: z.string().optional(),
  source: z.string().default('SHORTLINK'),
  type: z.string().default('OPEN_THREAD'),
  ad_id: z.string().optional(),
  ads_context_data: z.record(z.string(), z.unknown()).optional(),
  referer_uri: z.string().optional(),
});
