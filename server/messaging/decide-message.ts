import type { MessageTag } from '../../shared/api/messages.ts';
import { DAY, HOUR, later, latest, MINUTE } from '../base/clock.ts';
import type { PageSenders } from '../pages/index.ts';
import type { FoundThread } from '../threads/index.ts';
import { type Refusal, refusal } from './refusal.ts';

/** What the decision is made of. */
export interface MessageFacts {
  readonly now: Date;
  readonly page: PageSenders | null;
  readonly thread: FoundThread | null;
}

/** What somebody wants. */
export interface MessageWish {
  /** Whoever asks for it says that a human being wrote the message. */
  readonly tag: MessageTag | null;
  /** After that the message means nothing any more. */
  readonly notAfter: Date | null;
}

/** By what right, through which app and until when a message may be sent, or why it may not. */
export type MessageDecision =
  | {
      readonly outcome: 'allow';
      readonly appId: string;
      readonly messagingType: 'RESPONSE' | 'MESSAGE_TAG';
      readonly tag: MessageTag | null;
      readonly until: Date;
    }
  | { readonly outcome: 'refuse'; readonly refusal: Refusal };

/** Where the platform draws the line exactly is not documented. */
const MARGIN_MS = 5 * MINUTE;
const WINDOW_MS = 24 * HOUR - MARGIN_MS;
const HUMAN_AGENT_MS = 7 * DAY - MARGIN_MS;

/**
 * Whether a message may be sent now. Pure. The first that stands against it is told: the Page, the thread, the time the
 * message itself has, the person, another app, the messaging window.
 * @see https://developers.facebook.com/documentation/business-messaging/messenger-platform/send-messages
 */
export function decideMessage(facts: MessageFacts, wish: MessageWish): MessageDecision {
  const { now, page, thread } = facts;
  const pageFault = faultOfPage(page);
  if (!page || pageFault) return refuse(pageFault ?? PAGE_UNKNOWN);
  if (!thread) return refuse(THREAD_UNKNOWN);
  if (wish.notAfter && now >= wish.notAfter) return refuse(MESSAGE_EXPIRED);
  if (thread.reachability === 'unreachable') return refuse(PERSON_UNREACHABLE);
  const appIds = page.senders.map(({ appId }) => appId);
  const lapsesAt = foreignOwnershipEnd(thread, appIds);
  if (lapsesAt && now < lapsesAt) return refuse(ownedByOtherApp(thread, lapsesAt));
  const right = rightOf(thread, wish, now);
  if (!right) return refuse(windowClosed(thread, wish));
  return { outcome: 'allow', appId: senderOf(page, thread), ...right };
}

function refuse(why: Refusal): MessageDecision {
  return { outcome: 'refuse', refusal: why };
}

function faultOfPage(page: PageSenders | null): Refusal | null {
  if (!page) return PAGE_UNKNOWN;
  if (!page.isConnected || page.senders.length === 0) return PAGE_DISCONNECTED;
  const fault = page.senders.every((sender) => sender.fault) ? page.senders[0]?.fault : null;
  if (!fault) return null;
  return refusal('page_broken', `Nothing can be sent as this Page. ${fault.evidence}`, fault.whatToDo);
}

/** The owner sends if it is one of ours, else the first that can. */
function senderOf({ senders }: PageSenders, thread: FoundThread): string {
  const live = senders.filter(({ fault }) => !fault);
  return (live.find(({ appId }) => appId === thread.ownerAppId) ?? live[0])?.appId ?? '';
}

/** Until when another app answers in the thread; null when none does. The newest sign counts: a handover, or how we are told. */
function foreignOwnershipEnd(thread: FoundThread, appIds: readonly string[]): Date | null {
  const { ownerAppId, ownerChangedAt, heardAt, heardInStandby, personMessageAt } = thread;
  const isHandoverNewest = ownerChangedAt !== null && (heardAt === null || ownerChangedAt >= heardAt);
  const isForeign = isHandoverNewest ? ownerAppId !== null && !appIds.includes(ownerAppId) : heardInStandby === true;
  const since = latest(personMessageAt, isHandoverNewest ? ownerChangedAt : heardAt);
  return isForeign && since ? later(since, DAY) : null;
}

type Right = Pick<Extract<MessageDecision, { outcome: 'allow' }>, 'messagingType' | 'tag' | 'until'>;

function rightOf(thread: FoundThread, { tag }: MessageWish, now: Date): Right | null {
  const closesAt = thread.windowOpenedAt && later(thread.windowOpenedAt, WINDOW_MS);
  if (closesAt && now < closesAt) return { messagingType: 'RESPONSE', tag: null, until: closesAt };
  const endsAt = thread.personMessageAt && later(thread.personMessageAt, HUMAN_AGENT_MS);
  if (tag === 'HUMAN_AGENT' && endsAt && now < endsAt) return { messagingType: 'MESSAGE_TAG', tag, until: endsAt };
  return null;
}

const PAGE_UNKNOWN = refusal(
  'page_unknown',
  'No Page with this id is known here.',
  'Check the id, or connect the Page: POST /v1/page-connections.',
);
const PAGE_DISCONNECTED = refusal(
  'page_broken',
  'The Page is not connected: no app here has a token for it.',
  'Connect it again: POST /v1/page-connections.',
);
const THREAD_UNKNOWN = refusal(
  'thread_unknown',
  'No thread of this Page and person is known: the person must act first.',
  'Check both ids: a person has another id on each Page. Let the person open the chat and write or tap something.',
);
const MESSAGE_EXPIRED = refusal(
  'message_expired',
  'The time in which this message means something is over.',
  'Nothing has to be done; begin anew if it is still wanted.',
);
const PERSON_UNREACHABLE = refusal(
  'person_unreachable',
  'The platform does not take messages to this person at the moment: they may have blocked the Page or left.',
  'Wait until they write or tap something in the chat; nothing else changes it.',
);

function ownedByOtherApp(thread: FoundThread, lapsesAt: Date): Refusal {
  const who = thread.ownerAppId ? `The app "${thread.ownerAppId}"` : 'Another app';
  return refusal(
    'thread_owned_by_other_app',
    `${who} answers in this thread now.`,
    'Let it pass the thread, make our app the default app of the Page (its settings, under conversation routing), or wait until its turn lapses.',
    lapsesAt,
  );
}

function windowClosed({ windowOpenedAt, personMessageAt }: FoundThread, { tag }: MessageWish): Refusal {
  const rest = 'It opens when the person writes or taps something in the chat.';
  const message =
    tag === null
      ? `The 24 hours in which the Page may answer are over${windowOpenedAt ? '' : ', or have never begun'}.`
      : 'The 7 days in which a human being may answer are over, or the person has never written.';
  const isStillHuman = tag === null && personMessageAt !== null;
  const human =
    ' Up to 7 days after their last message a human being may answer: send such an answer with the tag HUMAN_AGENT.';
  return refusal('window_closed', message, isStillHuman ? rest + human : rest);
}
