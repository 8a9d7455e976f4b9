import { z } from 'zod';

/** `POST /control/linking-rules`: what is left out stays. */
export const LinkingRulesChange = z
  .strictObject({
    /** Where people are sent back to, without a query; null: the simulator's own address. */
    redirectUri: z.url().nullable(),
    /** Whether only whoever tapped Log In can finish it. The platform does not say so: switch it off to attack a server. */
    checksPerson: z.boolean(),
  })
  .partial();

/** How the platform treats account linking, where its documents leave it open. */
export const LinkingRules = LinkingRulesChange.required();
export type LinkingRules = z.infer<typeof LinkingRules>;

/** The rules as they are when nobody changed them. */
export const LINKING_AS_IT_IS: LinkingRules = { redirectUri: null, checksPerson: true };
