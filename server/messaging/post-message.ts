import {
  type Message,
  type MessageContent,
  type PostMessageBody,
  RESERVED_PAYLOAD,
} from '../../shared/api/messages.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope, siteOf, SYSTEM } from '../base/actor.ts';
import { sha256 } from '../base/crypto/hash.ts';
import type { Ctx } from '../base/ctx.ts';
import { Bug, notFound, ThreadtieError } from '../base/errors.ts';
import { type Tx, UniqueConflict } from '../base/storage/index.ts';
import { isPageOfSite } from '../entry-points/index.ts';
import { getSite } from '../sites/index.ts';
import { toMessage } from './message.ts';
import { queueMessage } from './queue-message.ts';
import { type MessageRow, selectByIdempotencyKey, selectMessage } from './store.ts';

interface Idempotency {
  readonly key: string;
  readonly bodyHash: string;
}

/**
 * Puts a message of a site's back end in the line of its thread; one that may not be sent is kept as `refused`. The same key
 * again answers the first message. A key of one site speaks to threads of its Pages, in its own name.
 * @throws {ThreadtieError} `not_found` for a Page of another site, `idempotency_key_reused`, `invalid_request`
 */
export async function postMessage(ctx: Ctx, input: PostMessageBody, headerKey?: string): Promise<Message> {
  requireScope(ctx.actor, 'messages:write', input.siteId);
  const siteId = siteOf(ctx.actor) ?? input.siteId ?? null;
  await assertMaySpeak(ctx, input.pageId, siteId);
  assertNoReservedPayload(input);
  const idempotency = idempotencyOf(ctx, input, headerKey);
  const post = () =>
    ctx.storage.write((tx) => postOnce(ctx, tx, { ...input, siteId: siteId ?? undefined }, idempotency));
  try {
    return await post();
  } catch (error) {
    if (!(error instanceof UniqueConflict) || !idempotency) throw error;
    return await post(); // somebody else came with the same key at the same time, and was first
  }
}

async function postOnce(ctx: Ctx, tx: Tx, input: PostMessageBody, idempotency: Idempotency | null): Promise<Message> {
  const before = idempotency && (await selectByIdempotencyKey(tx, idempotency.key));
  if (before) return toMessage(assertSameBody(before, idempotency));
  const { pageId, psid, siteId = null, text, quickReplies, buttons, tag } = input;
  const content: MessageContent = { text, ...(quickReplies ? { quickReplies } : {}), ...(buttons ? { buttons } : {}) };
  const wish = { pageId, psid, siteId, purpose: 'api', content, tag: tag ?? null } as const;
  const { id, status } = await queueMessage(ctx, { ...wish, ...(idempotency ? { idempotency } : {}) });
  await recordAudit(ctx, { action: `message.${status}`, subject: id, siteId });
  const row = await selectMessage(tx, id);
  if (!row) throw new Bug('A message was queued and is not there.');
  return toMessage(row);
}

async function assertMaySpeak(ctx: Ctx, pageId: string, siteId: string | null): Promise<void> {
  if (siteId === null) return;
  await getSite({ ...ctx, actor: SYSTEM }, siteId);
  if (siteOf(ctx.actor) !== null && !(await isPageOfSite(ctx, pageId, siteId))) throw notFound('Page', pageId);
}

function assertNoReservedPayload({ quickReplies = [], buttons = [] }: PostMessageBody): void {
  const payloads = [...quickReplies, ...buttons].map((each) => ('payload' in each ? each.payload : ''));
  if (!payloads.some((payload) => payload.trimStart().toLowerCase().startsWith(RESERVED_PAYLOAD))) return;
  throw new ThreadtieError(
    'invalid_request',
    `A payload begins with "${RESERVED_PAYLOAD}", which is kept for the server's own questions.`,
    'Choose another payload.',
  );
}

function idempotencyOf(ctx: Ctx, input: PostMessageBody, headerKey: string | undefined): Idempotency | null {
  const { idempotencyKey: bodyKey, ...body } = input;
  const key = bodyKey ?? headerKey;
  if (bodyKey !== undefined && headerKey !== undefined && bodyKey !== headerKey) {
    throw new ThreadtieError(
      'invalid_request',
      'The header Idempotency-Key and the field idempotencyKey differ.',
      'Send one of them.',
    );
  }
  if (key === undefined) return null;
  return { key: sha256(JSON.stringify([siteOf(ctx.actor), key])), bodyHash: sha256(JSON.stringify(body)) };
}

function assertSameBody(before: MessageRow, { bodyHash }: Idempotency): MessageRow {
  if (before.bodyHash === bodyHash) return before;
  throw new ThreadtieError(
    'idempotency_key_reused',
    'Another message was sent with this idempotency key.',
    'Make a new key for every message; repeat a call with the very same body.',
  );
}
