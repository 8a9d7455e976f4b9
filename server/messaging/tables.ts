import type {
  MessageContent,
  MessagePurpose,
  MessageReason,
  MessageStatus,
  MessageTag,
} from '../../shared/api/messages.ts';
import { defineTables } from '../base/storage/index.ts';

/**
 * Everything we say, in the order in which it was asked for, and what became of it. `settledAt` null: it is still to be
 * sent, or it is not known yet what came of sending it.
 */
export const messageTables = defineTables((kit) => ({
  messages: kit.table(
    'messages',
    {
      seq: kit.serial(),
      id: kit.id().notNull(),
      siteId: kit.text(),
      pageId: kit.text().notNull(),
      psid: kit.text().notNull(),
      purpose: kit.text().$type<MessagePurpose>().notNull(),
      /** What the asker knows its own matter by. */
      about: kit.text(),
      content: kit.json<MessageContent>().notNull(),
      askedTag: kit.text().$type<MessageTag>(),
      notAfter: kit.time(),
      status: kit.text().$type<MessageStatus>().notNull(),
      reasonCode: kit.text().$type<MessageReason>(),
      reasonMessage: kit.text(),
      reasonHint: kit.text(),
      changesAt: kit.time(),
      appId: kit.text(),
      messagingType: kit.text(),
      tag: kit.text().$type<MessageTag>(),
      mid: kit.text(),
      attempts: kit.int().notNull(),
      /** Not to be tried before. */
      notBefore: kit.time(),
      /** When it is given up to wait for the echo of a call whose answer never came. */
      echoAwaitedUntil: kit.time(),
      /** Hashes of the caller's own key and of what came with it. */
      idempotencyKey: kit.text(),
      bodyHash: kit.text(),
      createdAt: kit.time().notNull(),
      sendingAt: kit.time(),
      settledAt: kit.time(),
      /** The platform's own time of it. */
      saidAt: kit.time(),
      echoedAt: kit.time(),
      deliveredAt: kit.time(),
      readAt: kit.time(),
    },
    (t) => [
      kit.unique('messages_id').on(t.id),
      kit.unique('messages_idempotency').on(t.idempotencyKey),
      kit.index('messages_open').on(t.pageId, t.psid, t.seq).where(kit.isNull(t.settledAt)),
      kit.index('messages_unread').on(t.psid, t.status).where(kit.isNull(t.readAt)),
      kit.index('messages_page').on(t.pageId, t.seq),
      kit.index('messages_person').on(t.psid, t.pageId, t.seq),
      kit.index('messages_site').on(t.siteId, t.seq),
      kit.index('messages_status').on(t.status, t.seq),
    ],
  ),
}));
