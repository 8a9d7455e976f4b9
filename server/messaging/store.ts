import { and, asc, desc, eq, gt, inArray, isNull, lt, ne, sql } from 'drizzle-orm';
import type { ListMessagesQuery } from '../../shared/api/messages.ts';
import { fetchSize } from '../base/page.ts';
import { type Reading, slotList, type Tx } from '../base/storage/index.ts';
import type { ThreadKey } from './send-job.ts';
import { messageTables } from './tables.ts';

export type MessageRow = typeof messageTables.sqlite.messages.$inferSelect;
/** A message before it has its place among the others. */
export type NewMessageRow = Omit<MessageRow, 'seq'>;

/** Adds a message behind all others. */
export async function insertMessage(tx: Tx, row: NewMessageRow): Promise<void> {
  await tx.db.insert(messageTables.of(tx).messages).values(row);
}

/** The message with this id. */
export async function selectMessage(at: Reading, id: string): Promise<MessageRow | undefined> {
  const t = messageTables.of(at).messages;
  const [row] = await at.db.select().from(t).where(eq(t.id, id));
  return row;
}

/** The message that a caller asked for under this key. */
export async function selectByIdempotencyKey(at: Reading, key: string): Promise<MessageRow | undefined> {
  const t = messageTables.of(at).messages;
  const [row] = await at.db.select().from(t).where(eq(t.idempotencyKey, key));
  return row;
}

/** The first message of a thread that is not settled. */
export async function selectOpen(at: Reading, { pageId, psid }: ThreadKey): Promise<MessageRow | undefined> {
  const t = messageTables.of(at).messages;
  const [row] = await at.db
    .select()
    .from(t)
    .where(and(eq(t.pageId, pageId), eq(t.psid, psid), isNull(t.settledAt)))
    .orderBy(asc(t.seq))
    .limit(1);
  return row;
}

/** What must still hold of a row that is changed: whoever comes second changes nothing. */
export interface Expected {
  readonly status: MessageRow['status'];
  readonly attempts: number;
}

/** Changes a message if nobody else has meanwhile; undefined when somebody has. */
export async function updateMessage(
  tx: Tx,
  id: string,
  { status, attempts }: Expected,
  change: Partial<NewMessageRow>,
): Promise<MessageRow | undefined> {
  const t = messageTables.of(tx).messages;
  const [row] = await tx.db
    .update(t)
    .set(change)
    .where(and(eq(t.id, id), eq(t.status, status), eq(t.attempts, attempts)))
    .returning();
  return row;
}

/** Keeps what the platform told of a message that stays what it is: the first that is told of each counts. */
export async function noteTold(
  tx: Tx,
  id: string,
  told: { readonly mid: string | null; readonly saidAt?: Date; readonly echoedAt?: Date },
): Promise<void> {
  const t = messageTables.of(tx).messages;
  const { mid, saidAt, echoedAt } = told;
  await tx.db
    .update(t)
    .set({
      mid: sql`coalesce(${t.mid}, ${mid})`,
      ...(saidAt ? { saidAt } : {}),
      ...(echoedAt ? { echoedAt } : {}),
    })
    .where(and(eq(t.id, id), echoedAt ? isNull(t.echoedAt) : isNull(t.mid)));
}

/** Turns a message that was tried into a sent one; undefined when it is one already, or was never tried. */
export async function updateToSent(
  tx: Tx,
  id: string,
  { pageId, psid }: ThreadKey,
  change: Partial<NewMessageRow>,
): Promise<MessageRow | undefined> {
  const t = messageTables.of(tx).messages;
  const [row] = await tx.db
    .update(t)
    .set(change)
    .where(and(eq(t.id, id), eq(t.pageId, pageId), eq(t.psid, psid), gt(t.attempts, 0), ne(t.status, 'sent')))
    .returning();
  return row;
}

/** What receipts are compared with. */
export type UnreadMessage = Pick<
  MessageRow,
  'id' | 'pageId' | 'psid' | 'mid' | 'saidAt' | 'settledAt' | 'deliveredAt' | 'readAt'
>;

/** For how many messages of a person it is waited that they are read: some never tell. */
const MOST_UNREAD = 100;

/** The newest sent messages of these persons, on whichever Page, of which it is not known that they were read. */
export async function selectUnread(at: Reading, psids: readonly string[]): Promise<UnreadMessage[]> {
  const t = messageTables.of(at).messages;
  const { id, pageId, psid, mid, saidAt, settledAt, deliveredAt, readAt } = t;
  const { length, slots, values } = slotList(psids);
  const select = at.prepared(`messaging.unread.${length}`, (db) =>
    db
      .select({ id, pageId, psid, mid, saidAt, settledAt, deliveredAt, readAt })
      .from(t)
      .where(and(inArray(t.psid, slots), isNull(t.readAt), eq(t.status, 'sent')))
      // Not by the bare column: SQLite would walk all messages for it.
      .orderBy(desc(sql`${t.seq} + 0`))
      .limit(MOST_UNREAD * length),
  );
  return await select.execute(values);
}

/** Notes that a message was delivered or read by then. */
export async function updateReceipts(
  tx: Tx,
  id: string,
  change: Pick<MessageRow, 'deliveredAt' | 'readAt'>,
): Promise<void> {
  const t = messageTables.of(tx).messages;
  await tx.db.update(t).set(change).where(eq(t.id, id));
}

const FILTERS = ['pageId', 'psid', 'siteId', 'status'] as const;

/** Messages, newest first, from behind the one in this place. */
export async function selectMessages(
  at: Reading,
  query: ListMessagesQuery,
  after: number | null,
): Promise<MessageRow[]> {
  const t = messageTables.of(at).messages;
  const asked = FILTERS.flatMap((name) => {
    const value = query[name];
    return value === undefined ? [] : [sql`${t[name]} = ${value}`];
  });
  return await at.db
    .select()
    .from(t)
    .where(and(...asked, after === null ? undefined : lt(t.seq, after)))
    .orderBy(desc(t.seq))
    .limit(fetchSize(query));
}

/** The first messages behind this place. */
export async function selectOldest(
  at: Reading,
  after: number,
  limit: number,
): Promise<Pick<MessageRow, 'seq' | 'createdAt' | 'settledAt'>[]> {
  const t = messageTables.of(at).messages;
  const { seq, createdAt, settledAt } = t;
  return await at.db.select({ seq, createdAt, settledAt }).from(t).where(gt(seq, after)).orderBy(asc(seq)).limit(limit);
}

/** Deletes the messages in these places. */
export async function deleteMessages(tx: Tx, places: readonly number[]): Promise<void> {
  const t = messageTables.of(tx).messages;
  if (places.length > 0) await tx.db.delete(t).where(inArray(t.seq, [...places]));
}
