/** What a message holds, in our own words. What the platform left out is null. */

/** Something that hangs on a message. */
export interface Attachment {
  /** As the platform names it, an open list; a sticker is `sticker` in every generation. */
  readonly type: string;
  readonly url: string | null;
  /** When the URL stops working, where the URL itself says so: fetch what you need before. */
  readonly urlExpiresAt: Date | null;
  readonly title: string | null;
  readonly stickerId: string | null;
  /** The platform's id of what is shared: a reel, a post, an upload. */
  readonly objectId: string | null;
  readonly coordinates: { readonly latitude: number; readonly longitude: number } | null;
  readonly booking: Booking | null;
  readonly products: readonly SharedProduct[];
}

/** An appointment that was booked in the thread. */
export interface Booking {
  readonly id: string | null;
  readonly status: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly timezone: string | null;
}

/** A product of a shop that was shared. */
export interface SharedProduct {
  readonly id: string | null;
  readonly retailerId: string | null;
  readonly title: string | null;
  readonly subtitle: string | null;
  readonly imageUrl: string | null;
}

/** What an event answers to: an earlier message, or a story. */
export interface ReplyTo {
  readonly mid: string | null;
  readonly story: { readonly id: string | null; readonly url: string | null } | null;
  /** Whether the person answered a message of their own. */
  readonly isSelfReply: boolean;
}

/** A referral as the platform worded it; `arrival` of the event is what it means. */
export interface Referral {
  readonly ref: string | null;
  readonly source: string | null;
  readonly type: string | null;
  readonly adId: string | null;
  readonly ad: AdContext | null;
  /** The page the chat plugin stood on. */
  readonly refererUri: string | null;
  readonly isGuest: boolean;
  /** The product the message is about. */
  readonly productId: string | null;
}

/** The ad that somebody came from. */
export interface AdContext {
  readonly title: string | null;
  readonly photoUrl: string | null;
  readonly videoUrl: string | null;
  readonly postId: string | null;
  readonly productId: string | null;
  readonly flowId: string | null;
}

/** A message of the person or of the Page. */
export interface MessageContent {
  readonly mid: string | null;
  readonly text: string | null;
  readonly attachments: readonly Attachment[];
  readonly replyTo: ReplyTo | null;
  /** The message holds something the platform does not hand on. */
  readonly isUnsupported: boolean;
}
