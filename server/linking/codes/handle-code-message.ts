import type { EventOf, MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import { readLinkCode } from '../../../shared/link-code.ts';
import { DAY, HOUR, later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { openCodeAttempt } from './open-code-attempt.ts';
import { redeemLinkCode } from './redeem-link-code.ts';
import { hadLinkCodes } from './store.ts';

/** A message that is applied later than this is history: nobody waits for an answer to it. */
const ANSWERED_FOR_MS = HOUR;
/** On a Page that has given out no code for so long, eight signs are just eight signs. */
const CODES_EXPECTED_MS = 7 * DAY;

/**
 * A message that consists of a code and nothing else, as typed by the person to whom the Page answers: ties the thread, once both
 * sides have agreed, or tells why it does not. True: the message was a code, whatever came of it.
 */
export async function handleCodeMessage(ctx: Ctx, event: MessengerEvent): Promise<boolean> {
  const { pageId, psid } = event;
  if (event.kind !== 'message' || psid === null) return false;
  const code = codeIn(event);
  if (code === null) return false;
  const now = ctx.clock.now();
  if (event.occurredAt < later(now, -ANSWERED_FOR_MS)) return false;
  return await ctx.storage.write(async (tx) => {
    if (!(await hadLinkCodes(tx, pageId, later(now, -CODES_EXPECTED_MS)))) return false;
    const taken = await redeemLinkCode(ctx, { code, pageId, psid, event });
    await openCodeAttempt(ctx, taken, { pageId, psid, event });
    return true;
  });
}

function codeIn({ detail, isStandby, isFromPage }: EventOf<'message'>): string | null {
  if (isStandby || isFromPage || detail.quickReplyPayload !== null) return null;
  return readLinkCode(detail.text ?? '');
}
