import type { Ctx } from '../base/ctx.ts';
import type { Tx } from '../base/storage/index.ts';
import { markUnreachable } from '../threads/index.ts';
import { attachReceipts } from './attach-receipts.ts';
import { type CallOutcome, callPlatform } from './call-platform.ts';
import { reasonColumns } from './refusal.ts';
import { enqueueSending, type ThreadKey } from './send-job.ts';
import { type MessageRow, noteTold, updateMessage, updateToSent } from './store.ts';
import { awaitEcho, settle, takeNext } from './take-next.ts';
import { tellSettled } from './tell-settled.ts';

/** A long line does not hold a place among the jobs for long. */
const MOST_AT_ONCE = 20;

/**
 * Says what waits in a thread, one after the other, each in three steps of which any may be the last: written down as being
 * sent, called, written down what came of it. A message that was being sent when the process died is never sent again.
 */
export async function sendMessages(ctx: Ctx, thread: ThreadKey): Promise<void> {
  for (let count = 0; count < MOST_AT_ONCE; count++) {
    const row = await takeNext(ctx, thread);
    if (!row) return;
    if (row === 'settled') continue;
    const outcome = await callPlatform(ctx, row);
    await ctx.storage.write((tx) => note(ctx, tx, row, outcome));
  }
  await ctx.storage.write((tx) => enqueueSending(ctx, tx, thread));
}

async function note(ctx: Ctx, tx: Tx, row: MessageRow, outcome: CallOutcome): Promise<void> {
  switch (outcome.kind) {
    case 'sent':
      return await noteSent(ctx, tx, row, outcome.mid);
    case 'again':
      return await noteAgain(ctx, tx, row, outcome);
    case 'ambiguous':
      return await awaitEcho(ctx, tx, row);
    case 'failed': {
      const { pageId, psid } = row;
      const settled = await settle(ctx, tx, row, 'failed', outcome.why);
      if (!settled || !outcome.isUnreachable) return;
      return await markUnreachable(ctx, { pageId, psid, reason: outcome.why.message, at: ctx.clock.now() });
    }
    default:
      return outcome satisfies never;
  }
}

/** The echo may have come before the answer: then there is nothing left to tell. */
async function noteSent(ctx: Ctx, tx: Tx, row: MessageRow, mid: string | null): Promise<void> {
  const sent = {
    status: 'sent',
    mid,
    settledAt: ctx.clock.now(),
    echoAwaitedUntil: null,
    ...reasonColumns(null),
  } as const;
  const settled = await updateToSent(tx, row.id, row, sent);
  if (!settled) return await noteTold(tx, row.id, { mid });
  await tellSettled(ctx, tx, settled);
  attachReceipts(ctx, tx, row);
}

async function noteAgain(
  ctx: Ctx,
  tx: Tx,
  row: MessageRow,
  { at, wasCalled }: Extract<CallOutcome, { kind: 'again' }>,
): Promise<void> {
  const attempts = wasCalled ? row.attempts : row.attempts - 1;
  const waiting = await updateMessage(tx, row.id, row, { status: 'queued', attempts, notBefore: at });
  if (waiting) await enqueueSending(ctx, tx, row, at);
}
