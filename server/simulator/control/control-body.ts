import { z } from 'zod';

const Referral = z.object({
  ref: z.string().optional(),
  source: z.string().default('SHORTLINK'),
  type: z.string().default('OPEN_THREAD'),
  ad_id: z.string().optional(),
});

/** `POST /control/clock`: exactly one of the three. */
export const ClockBody = z.union([
  z.strictObject({ advanceMs: z.int() }),
  z.strictObject({ now: z.iso.datetime() }),
  z.strictObject({ freeze: z.boolean() }),
]);

/** `POST /control/people`. */
export const PersonBody = z.object({
  name: z.string().trim().min(1).max(100),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  locale: z.string().optional(),
  timezone: z.number().optional(),
});

/** `POST /control/open-link`. */
export const OpenLinkBody = z.object({ person: z.string(), url: z.string() });

/** `POST /control/get-started` and `/control/forget-thread`. */
export const ThreadBody = z.object({ person: z.string(), pageId: z.string() });

/** `POST /control/messages`. */
export const MessageBody = ThreadBody.extend({ text: z.string(), referral: Referral.optional() });

/** `POST /control/verify-callback`. */
export const VerifyBody = z.object({ verifyToken: z.string().optional() });

/** An event by its kind, for shapes that are laborious to write out. */
export const ConvenientEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('optin'), person: z.string(), ref: z.string().optional() }),
  z.strictObject({ kind: z.literal('optin_user_ref'), userRef: z.string(), ref: z.string().optional() }),
  z.strictObject({
    kind: z.literal('postback'),
    person: z.string(),
    title: z.string().default('Get Started'),
    payload: z.string().default('GET_STARTED'),
    referral: Referral.optional(),
  }),
  z.strictObject({ kind: z.literal('referral'), person: z.string(), ...Referral.shape }),
  z.strictObject({
    kind: z.literal('message_referral'),
    person: z.string(),
    text: z.string().default('Hello'),
    ...Referral.shape,
    source: z.string().default('ADS'),
  }),
]);
export type ConvenientEvent = z.infer<typeof ConvenientEvent>;

/** `POST /control/events`: items with `kind` are built, all others go out as they are; all in one POST. */
export const EventsBody = z.object({
  pageId: z.string(),
  events: z.array(z.record(z.string(), z.unknown())).min(1).max(1000),
});
