import { isJsonObject } from './map-objects.ts';

/** One item of `entry[].messaging[]`. Its shape is the platform's affair: whatever the control API sends goes out as it is. */
export type MessagingEvent = Readonly<Record<string, unknown>>;

/** How the person came: `ref` is left out when the link had none. */
export interface Referral {
  readonly ref?: string | undefined;
  readonly source: string;
  readonly type: string;
  readonly ad_id?: string | undefined;
  readonly ads_context_data?: object | undefined;
}

/** Who and when: the part that all events of a person share. */
export interface EventHead {
  readonly psid: string;
  readonly pageId: string;
  readonly at: Date;
}

/** The referral of an m.me link. */
export function linkReferral(ref: string): Referral {
  return { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' };
}

/** The referral of an ad that leads into the thread. */
export function adReferral(ad: { readonly id: string; readonly title: string }, ref: string | undefined): Referral {
  const ads_context_data = { ad_title: ad.title, photo_url: 'https://scontent.example.com/ad.jpg' };
  return { ref, source: 'ADS', type: 'OPEN_THREAD', ad_id: ad.id, ads_context_data };
}

/** Something the person did: the event with this key. */
export function personEvent(head: EventHead, key: string, value: unknown): MessagingEvent {
  return {
    sender: { id: head.psid },
    recipient: { id: head.pageId },
    timestamp: head.at.getTime(),
    [key]: value,
  };
}

/** Something the platform tells of a Page, without a person. */
export function pageEvent(head: Omit<EventHead, 'psid'>, key: string, value: unknown): MessagingEvent {
  return { recipient: { id: head.pageId }, timestamp: head.at.getTime(), [key]: value };
}

/** A confirmed Send to Messenger plugin: in the platform's own key order, without `ref` when none was set. */
export function optinEvent(head: EventHead, ref: string | undefined): MessagingEvent {
  return {
    recipient: { id: head.pageId },
    timestamp: head.at.getTime(),
    sender: { id: head.psid },
    optin: { ref },
  };
}

/** What the Page itself said, told back to it: the direction is turned round. */
export function echoEvent(head: EventHead, message: Readonly<Record<string, unknown>>): MessagingEvent {
  return {
    sender: { id: head.pageId },
    recipient: { id: head.psid },
    timestamp: head.at.getTime(),
    message: { is_echo: true, ...message },
  };
}

/** The event with further keys put into it, at any depth. */
export function mergeInto(event: MessagingEvent, more: Readonly<Record<string, unknown>>): MessagingEvent {
  const merged = Object.entries(more).map(([key, value]) => {
    const present = event[key];
    return [key, isJsonObject(present) && isJsonObject(value) ? mergeInto(present, value) : value] as const;
  });
  return { ...event, ...Object.fromEntries(merged) };
}
