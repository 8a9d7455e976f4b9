/** One item of `entry[].messaging[]`. Its shape is the platform's affair: whatever the control API sends goes out as it is. */
export type MessagingEvent = Readonly<Record<string, unknown>>;

/** How the person came: `ref` is left out when the link had none. */
export interface Referral {
  readonly ref?: string | undefined;
  readonly source: string;
  readonly type: string;
  readonly ad_id?: string | undefined;
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

/** A tap on Get Started or on another postback button. */
export function postbackEvent(
  head: EventHead,
  postback: { mid: string; title: string; payload: string; referral?: Referral | undefined },
): MessagingEvent {
  return { ...fromPerson(head), postback };
}

/** An m.me link opened in a thread that exists already. */
export function referralEvent(head: EventHead, referral: Referral): MessagingEvent {
  return { ...fromPerson(head), referral };
}

/** A message the person wrote; `referral` is there when it is the first one after an ad. */
export function messageEvent(
  head: EventHead,
  message: { mid: string; text: string; referral?: Referral | undefined },
): MessagingEvent {
  return { ...fromPerson(head), message };
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

/** A confirmed checkbox plugin: it knows the form's `user_ref` and has no sender. */
export function userRefOptinEvent(
  head: { pageId: string; at: Date },
  optin: { ref?: string | undefined; user_ref: string },
): MessagingEvent {
  return { recipient: { id: head.pageId }, timestamp: head.at.getTime(), optin };
}

/** What the Page itself said, told back to it: the direction is turned round. */
export function echoEvent(
  head: EventHead,
  message: { mid: string; text: string; app_id: string | number; metadata?: string | undefined },
): MessagingEvent {
  return {
    sender: { id: head.pageId },
    recipient: { id: head.psid },
    timestamp: head.at.getTime(),
    message: { is_echo: true, ...message },
  };
}

function fromPerson(head: EventHead): { sender: object; recipient: object; timestamp: number } {
  return { sender: { id: head.psid }, recipient: { id: head.pageId }, timestamp: head.at.getTime() };
}
