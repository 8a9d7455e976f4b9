import type { Simulator } from '../simulator.ts';
import { getMessage, threadOf } from '../state/find-in-world.ts';
import { newMessage } from '../state/new-message.ts';
import type { Message, Page, Person } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { personEvent, type Referral } from '../webhook/messaging-event.ts';
import { actInThread } from './act-in-thread.ts';
import { type AttachmentType, attachmentOf, wireAttachment } from './attachment.ts';
import { takeReferral } from './take-referral.ts';

/** What a person writes: text or an attachment, perhaps as an answer, from a quick reply, or after an ad. */
export interface WrittenMessage {
  readonly text?: string | undefined;
  readonly attachment?: AttachmentType | undefined;
  readonly replyTo?: string | undefined;
  readonly quickReply?: string | undefined;
  readonly referral?: Referral | undefined;
}

/** A person writes a message. It opens the thread if need be, and then tells what led here. */
export function writeMessage(sim: Simulator, page: Page, person: Person, input: WrittenMessage): Message {
  const known = threadOf(sim.store.world, page, person);
  const answered = input.replyTo === undefined ? null : getMessage(known, input.replyTo);
  const waiting = page.platform === 'instagram' || known.pendingAd ? takeReferral : () => undefined;
  const { thread, head } = actInThread(sim, page, person);
  const attachment = input.attachment ? attachmentOf(sim, input.attachment) : null;
  const replyTo = answered?.mid ?? null;
  const at = head.at.getTime();
  const mid = `m_${sim.random.token(256)}`;
  const message = newMessage({ mid, from: 'person', text: input.text ?? '', at, attachment, replyTo });
  thread.draft = '';
  thread.messages.push(message);
  sim.store.changed();
  const wire = {
    mid,
    text: input.text,
    quick_reply: input.quickReply === undefined ? undefined : { payload: input.quickReply },
    reply_to: answered ? replyOf(page, answered) : undefined,
    attachments: input.attachment && attachment ? [wireAttachment(input.attachment, attachment)] : undefined,
    referral: input.referral ?? waiting(page, thread),
  };
  emitEvent(sim, page.id, personEvent(head, 'message', wire));
  return message;
}

function replyOf(page: Page, answered: Message): object {
  if (page.platform === 'instagram') return { mid: answered.mid };
  return { mid: answered.mid, is_self_reply: answered.from === 'person' };
}
