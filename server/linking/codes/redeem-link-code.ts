import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import { HOUR, later, MINUTE } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import type { Tx } from '../../base/storage/index.ts';
import { findEntryPointByKey, type FoundEntryPoint } from '../../entry-points/index.ts';
import { redeemRefById, type Redemption } from '../../refs/index.ts';
import { hashLinkCode } from './hash-link-code.ts';
import { pauseAfter, TRIES_COUNT_MS, TRIES_PER_PAUSE } from './pause-after.ts';
import { refuseCode } from './refuse-code.ts';
import {
  countTries,
  insertTry,
  type LinkCodeRow,
  notePauseTold,
  selectLinkCode,
  selectStatusOfVisit,
  selectTries,
  spendLinkCode,
  type TryRow,
} from './store.ts';

/** What somebody sent as a code, in a thread. */
export interface SentCode {
  readonly code: string;
  readonly pageId: string;
  readonly psid: string;
  /** The event that brought it. */
  readonly event: MessengerEvent;
}

/** A code that was good, and the account's visit behind it. */
export interface TakenCode {
  readonly entryPoint: FoundEntryPoint;
  readonly redemption: Redemption;
}

/** How many codes that are none a Page gets in an hour, from everybody, before none is looked at for a while. */
const TRIES_PER_PAGE = 500;
const CLOSED_TOLD_MS = 15 * MINUTE;

/**
 * Uses a code up for the first person who sends it, in time, to its own Page. Null: it did not count, and the person has been
 * told, in the same words whatever the reason; also when they had sent it before.
 */
export async function redeemLinkCode(ctx: Ctx, sent: SentCode): Promise<TakenCode | null> {
  return await ctx.storage.write(async (tx) => {
    const now = ctx.clock.now();
    const seen = await selectTries(tx, sent, later(now, -TRIES_COUNT_MS));
    if (seen.some(({ eventId }) => eventId === sent.event.id)) return null;
    const tries = seen.filter(({ wasClosed }) => !wasClosed);
    if (pauseAfter(datesOf(tries), now)) {
      if (await notePauseTold(tx, tries.at(-1)?.eventId ?? '')) await refuseCode(ctx, sent, 'code.tooMany');
      return null;
    }
    const isClosed = (await countTries(tx, sent.pageId, later(now, -HOUR))) >= TRIES_PER_PAGE;
    const row = await selectLinkCode(tx, hashLinkCode(ctx, sent.code));
    if (row && (await isRepeated(tx, row, sent))) return null;
    const taken = row && !isClosed ? await take(ctx, tx, row, sent, now) : null;
    if (taken) return taken;
    const { pageId, psid, event } = sent;
    await insertTry(tx, { eventId: event.id, pageId, psid, at: now, wasClosed: isClosed, isPauseTold: false });
    if (isClosed) await tellClosed(ctx, sent, seen, now);
    else await refuseCode(ctx, sent, (tries.length + 1) % TRIES_PER_PAUSE === 0 ? 'code.tooMany' : 'code.unknown');
    return null;
  });
}

/** Once in a while: somebody may go on sending for as long as the Page is closed. */
async function tellClosed(ctx: Ctx, sent: SentCode, seen: readonly TryRow[], now: Date): Promise<void> {
  const since = later(now, -CLOSED_TOLD_MS);
  if (seen.some(({ wasClosed, at }) => wasClosed && at > since)) return;
  await refuseCode(ctx, sent, 'code.tooMany');
}

function datesOf(tries: readonly TryRow[]): Date[] {
  return tries.map(({ at }) => at);
}

/** The platform repeats itself, and people tap a link twice: whoever is being asked, or is connected, knows what came of it. */
async function isRepeated(tx: Tx, { usedPsid, pageId, refId }: LinkCodeRow, sent: SentCode): Promise<boolean> {
  if (usedPsid !== sent.psid || pageId !== sent.pageId) return false;
  const status = await selectStatusOfVisit(tx, refId);
  return status === 'open' || status === 'waiting' || status === 'linked';
}

async function take(
  ctx: Ctx,
  tx: Tx,
  row: LinkCodeRow,
  { pageId, psid }: SentCode,
  now: Date,
): Promise<TakenCode | null> {
  if (row.pageId !== pageId || row.usedAt !== null || now > row.expiresAt) return null;
  const entryPoint = await findEntryPointByKey(ctx, row.entryPointKey);
  if (entryPoint?.status !== 'active' || entryPoint.linkPolicy === 'off') return null;
  if (!(await spendLinkCode(tx, row.hash, { psid, at: now }))) return null;
  const redemption = await redeemRefById(ctx, row.refId, { psid, occurredAt: now });
  return redemption?.isFirst && redemption.siteUserId !== null ? { entryPoint, redemption } : null;
}
