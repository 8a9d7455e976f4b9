import { later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import type { Tx } from '../base/storage/index.ts';
import { decideMessage } from './decide-message.ts';
import { readFacts } from './read-facts.ts';
import { reasonColumns, type Refusal, refusal } from './refusal.ts';
import { enqueueSending, type ThreadKey } from './send-job.ts';
import { type MessageRow, selectOpen, updateMessage } from './store.ts';
import { tellSettled } from './tell-settled.ts';

/**
 * Takes the first message of a thread that may be sent now, and writes down, durably, that it is being sent: from then on
 * nobody sends it again, whatever happens. null: there is none, or the first has to wait. `settled`: the first was one that may
 * no longer be sent; ask again, so that a long line is settled in small writes.
 */
export async function takeNext(ctx: Ctx, thread: ThreadKey): Promise<MessageRow | 'settled' | null> {
  return await ctx.storage.write(async (tx) => {
    const row = await selectOpen(tx, thread);
    if (!row || !(await isFree(ctx, tx, row))) return null;
    return (row.status === 'queued' ? await tryToTake(ctx, tx, row) : null) ?? 'settled';
  });
}

/** Whether the row may be dealt with now; one whose call may be under way is given time, and then given up. */
async function isFree(ctx: Ctx, tx: Tx, row: MessageRow): Promise<boolean> {
  const now = ctx.clock.now();
  if (row.status === 'queued') return row.notBefore === null || row.notBefore <= now;
  if (row.echoAwaitedUntil === null) {
    await awaitEcho(ctx, tx, row);
    return false;
  }
  if (now < row.echoAwaitedUntil) return false;
  return (await settle(ctx, tx, row, 'unknown', OUTCOME_UNKNOWN)) !== undefined;
}

/** Has the thread looked at again when the echo of this message has had its time. */
export async function awaitEcho(ctx: Ctx, tx: Tx, row: MessageRow): Promise<void> {
  const echoAwaitedUntil = later(ctx.clock.now(), ctx.settings.echoWaitMs);
  const waiting = await updateMessage(tx, row.id, row, { echoAwaitedUntil });
  if (waiting) await enqueueSending(ctx, tx, row, echoAwaitedUntil);
}

async function tryToTake(ctx: Ctx, tx: Tx, row: MessageRow): Promise<MessageRow | null> {
  const { askedTag, notAfter, attempts } = row;
  const decision = decideMessage(await readFacts(ctx, row), { tag: askedTag, notAfter });
  if (decision.outcome === 'refuse') {
    await settle(ctx, tx, row, 'failed', decision.refusal);
    return null;
  }
  const { appId, messagingType, tag } = decision;
  const sending = { status: 'sending', sendingAt: ctx.clock.now(), attempts: attempts + 1, notBefore: null } as const;
  const change = { ...sending, echoAwaitedUntil: null, appId, messagingType, tag };
  return (await updateMessage(tx, row.id, row, change)) ?? null;
}

/** Settles a message as failed or unknown and tells of it, unless somebody else has changed it meanwhile. */
export async function settle(
  ctx: Ctx,
  tx: Tx,
  row: MessageRow,
  status: 'failed' | 'unknown',
  why: Refusal,
): Promise<MessageRow | undefined> {
  const change = { status, settledAt: ctx.clock.now(), echoAwaitedUntil: null, ...reasonColumns(why) };
  const settled = await updateMessage(tx, row.id, row, change);
  if (settled) await tellSettled(ctx, tx, settled);
  return settled;
}

const OUTCOME_UNKNOWN = refusal(
  'outcome_unknown',
  'The platform did not say what came of this message: it may have arrived.',
  'Look into the thread before saying it again. It becomes `sent` by itself if the platform tells of it later.',
);
