import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../base/ctx.ts';
import type { Tx } from '../base/storage/index.ts';
import { CONNECT_PAGES } from './connect/connect-job.ts';
import { selectWaitingConnections, upsertSigns } from './signs-store.ts';

/** Events of one Page are noted once in that time: they only have to show that some come, and from whom. */
const PAUSE_MS = 5000;

/**
 * Makes the reaction to every event that keeps what events say of their Page, and wakes connections that wait for the first
 * one: by when it was received, on our clock, which the platform's need not agree with. The pauses are kept per process.
 */
export function createPageEventHandler(): (ctx: Ctx, event: MessengerEvent, receivedAt: Date) => Promise<void> {
  const noted = new Map<string, number>();
  return async function handlePageEvent(ctx, event, receivedAt) {
    const at = receivedAt.getTime();
    const key = `${event.pageId} ${isOfPerson(event)}`;
    if (Math.abs(at - (noted.get(key) ?? 0)) < PAUSE_MS) return;
    await ctx.storage.write(async (tx) => {
      // Events that waited for long are applied beside fresh ones: each of those times is noted.
      await tx.remember(`pages.signs ${key} ${Math.floor(at / PAUSE_MS)}`, async () => {
        tx.beforeCommit(`pages.signs ${key}`, () => noteEvent(ctx, tx, event, receivedAt));
        tx.afterCommit(() => noted.set(key, Math.max(at, noted.get(key) ?? 0)));
      });
    });
  };
}

/** Whether a person did something in the thread, so that it may be answered. */
function isOfPerson(event: MessengerEvent): boolean {
  const isAct = ['message', 'postback', 'referral', 'opt_in'].includes(event.kind);
  return isAct && event.psid !== null && !event.isFromPage;
}

async function noteEvent(ctx: Ctx, tx: Tx, event: MessengerEvent, receivedAt: Date): Promise<void> {
  const { pageId, psid, occurredAt } = event;
  const lastPersonAt = occurredAt < receivedAt ? occurredAt : receivedAt;
  const person = isOfPerson(event)
    ? { lastPsid: psid, lastPersonAt, personHeardAt: receivedAt }
    : { lastPsid: null, lastPersonAt: null, personHeardAt: null };
  await upsertSigns(tx, { pageId, firstEventAt: receivedAt, lastEventAt: receivedAt, ...person });
  for (const connectionId of await selectWaitingConnections(tx, pageId)) {
    await ctx.queue.enqueue(tx, CONNECT_PAGES, { connectionId }, { key: connectionId });
  }
}
