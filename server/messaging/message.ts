import type { Message } from '../../shared/api/messages.ts';
import type { NewMessageRow } from './store.ts';

/** A message as the API shows it. */
export function toMessage(row: NewMessageRow): Message {
  const { id, siteId, pageId, psid, purpose, content, status, messagingType, tag, mid, attempts } = row;
  return {
    id,
    siteId,
    pageId,
    psid,
    purpose,
    ...content,
    status,
    reason: reasonOf(row),
    messagingType,
    tag,
    mid,
    attempts,
    createdAt: row.createdAt.toISOString(),
    sendingAt: toIso(row.sendingAt),
    settledAt: toIso(row.settledAt),
    echoedAt: toIso(row.echoedAt),
    deliveredAt: toIso(row.deliveredAt),
    readAt: toIso(row.readAt),
  };
}

function reasonOf({ reasonCode, reasonMessage, reasonHint, changesAt }: NewMessageRow): Message['reason'] {
  if (reasonCode === null) return null;
  return { code: reasonCode, message: reasonMessage ?? '', hint: reasonHint ?? '', changesAt: toIso(changesAt) };
}

function toIso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
