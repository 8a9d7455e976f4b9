import type { MessageContent, MessagePurpose, MessageTag } from '../../shared/api/messages.ts';
import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../base/ctx.ts';
import { checkContent } from './check-content.ts';
import { decideMessage } from './decide-message.ts';
import { readFacts } from './read-facts.ts';
import { reasonColumns, type Refusal } from './refusal.ts';
import { enqueueSending } from './send-job.ts';
import { insertMessage, type NewMessageRow } from './store.ts';

/** Something to be said to a person in the name of a Page. */
export interface MessageInput {
  readonly pageId: string;
  readonly psid: string;
  /** Who is told what becomes of it; null: it concerns no site. */
  readonly siteId: string | null;
  readonly purpose: MessagePurpose;
  readonly content: MessageContent;
  readonly tag?: MessageTag | null;
  /** What the asker knows its matter by: MESSAGE_SETTLED tells it again. */
  readonly about?: string | null;
  /** After that it means nothing any more, and is not sent. */
  readonly notAfter?: Date | null;
  /** The event this answers: what it says of the thread counts, though it may not be written down yet. */
  readonly answers?: MessengerEvent;
  /** The caller's own key, hashed, and the hash of what came with it. */
  readonly idempotency?: { readonly key: string; readonly bodyHash: string };
}

/** What became of it so far. */
export type QueuedMessage =
  | { readonly id: string; readonly status: 'queued' }
  | { readonly id: string; readonly status: 'refused'; readonly refusal: Refusal };

/**
 * Puts a message in the line of its thread, together with the job that sends it; or keeps it with the reason for which it is
 * not sent. It calls nothing, and shares the fate of the write it stands in.
 */
export async function queueMessage(ctx: Ctx, input: MessageInput): Promise<QueuedMessage> {
  return await ctx.storage.write(async (tx) => {
    const { pageId, psid, content, answers } = input;
    const facts = await readFacts(ctx, { pageId, psid }, answers);
    const fault = checkContent(ctx, content, facts.page?.platform ?? null);
    const decision = decideMessage(facts, { tag: input.tag ?? null, notAfter: input.notAfter ?? null });
    const refusal = decision.outcome === 'refuse' ? decision.refusal : fault;
    const row = toRow(ctx, input, refusal);
    await insertMessage(tx, row);
    if (refusal) return { id: row.id, status: 'refused', refusal };
    await enqueueSending(ctx, tx, { pageId, psid });
    return { id: row.id, status: 'queued' };
  });
}

function toRow(ctx: Ctx, input: MessageInput, refusal: Refusal | null): NewMessageRow {
  const { pageId, psid, siteId, purpose, content, tag = null, about = null, notAfter = null, idempotency } = input;
  const now = ctx.clock.now();
  return {
    id: ctx.random.id('msg'),
    pageId,
    psid,
    siteId,
    purpose,
    content,
    about,
    notAfter,
    askedTag: tag,
    status: refusal ? 'refused' : 'queued',
    ...reasonColumns(refusal),
    idempotencyKey: idempotency?.key ?? null,
    bodyHash: idempotency?.bodyHash ?? null,
    createdAt: now,
    settledAt: refusal ? now : null,
    ...NOTHING_YET,
  };
}

const NOTHING_YET = {
  appId: null,
  messagingType: null,
  tag: null,
  mid: null,
  attempts: 0,
  notBefore: null,
  echoAwaitedUntil: null,
  sendingAt: null,
  saidAt: null,
  echoedAt: null,
  deliveredAt: null,
  readAt: null,
} as const;
