import { z } from 'zod';
import { ReferralInput } from '../kinds/referral-input.ts';
import { ATTACHMENT_TYPES } from '../person/attachment.ts';
import { PAGE_INBOX } from '../state/thread-owner.ts';
import { Button, DEVICES } from '../state/world.ts';

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
  device: z.enum(DEVICES).optional(),
});

/** `POST /control/person`: what is left out stays. */
export const PersonChangeBody = PersonBody.partial().extend({ person: z.string() });

/** `POST /control/open-link`. */
export const OpenLinkBody = z.object({ person: z.string(), url: z.string() });

/** `POST /control/get-started` and `/control/forget-thread`. */
export const ThreadBody = z.object({ person: z.string(), pageId: z.string() });

/** `POST /control/messages`. */
export const MessageBody = ThreadBody.extend({
  text: z.string(),
  replyTo: z.string().optional(),
  referral: ReferralInput.optional(),
});

/** `POST /control/verify-callback`. */
export const VerifyBody = z.object({ appId: z.string().optional(), verifyToken: z.string().optional() });

/** `POST /control/attachments`. */
export const AttachmentBody = ThreadBody.extend({
  attachment: z.enum(ATTACHMENT_TYPES),
  replyTo: z.string().optional(),
});

/** `POST /control/reactions`: null takes the reaction back. */
export const ReactionBody = ThreadBody.extend({
  mid: z.string(),
  reaction: z.enum(['love', 'smile', 'wow', 'sad', 'angry', 'like', 'dislike']).nullable(),
});

/** `POST /control/edits`. */
export const EditBody = ThreadBody.extend({ mid: z.string(), text: z.string().min(1).max(2000) });

/** `POST /control/unsend`. */
export const UnsendBody = ThreadBody.extend({ mid: z.string() });

/** `POST /control/quick-replies` and `/control/buttons`: a tap on one below a message of the Page. */
export const ChoiceBody = ThreadBody.extend({ mid: z.string(), payload: z.string() });

/** `POST /control/open-ad`. */
export const AdBody = ThreadBody.extend({
  ref: z.string().optional(),
  adId: z.string().default('23850000000000017'),
  title: z.string().default('Autumn teas'),
});

/** `POST /control/block`. */
export const BlockBody = ThreadBody.extend({ isBlocked: z.boolean().default(true) });

const QuickReplies = z.array(
  z.object({ title: z.string().min(1), payload: z.string(), imageUrl: z.string().nullable().default(null) }),
);

/** `POST /control/page-messages`: what the Page says, through the app or from its inbox. */
export const PageMessageBody = ThreadBody.extend({
  text: z.string().min(1).max(2000),
  quickReplies: QuickReplies.max(13).optional(),
  buttons: z.array(Button).max(3).optional(),
  metadata: z.string().optional(),
  from: z.enum(['app', 'inbox']).default('app'),
  appId: z.string().optional(),
});

/** `POST /control/thread-control`: who passes, takes, asks for or releases the thread. */
export const ThreadControlBody = ThreadBody.extend({
  action: z.enum(['pass', 'take', 'request', 'release']),
  appId: z.string().default(PAGE_INBOX),
  toAppId: z.string().optional(),
  metadata: z.string().optional(),
});

/** `POST /control/events`: items with `kind` are built, all others go out as they are; one POST per object, to one app. */
export const EventsBody = z.object({
  pageId: z.string(),
  appId: z.string().optional(),
  events: z.array(z.record(z.string(), z.unknown())).min(1).max(1000),
});
