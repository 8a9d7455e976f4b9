import { later, MINUTE } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import { GraphError, sendMessage, type SentMessage } from '../graph/index.ts';
import { withPageToken } from '../pages/index.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { MessageRow } from './store.ts';
import { toWireMessage } from './to-wire-message.ts';

/** What came of one call. `again`: nothing was said, and it may be tried at that time; `ambiguous`: nobody knows. */
export type CallOutcome =
  | { readonly kind: 'sent'; readonly mid: string | null }
  | { readonly kind: 'again'; readonly at: Date; readonly wasCalled: boolean }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'failed'; readonly why: Refusal; readonly isUnreachable: boolean };

const MOST_CALLS = 8;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 5 * MINUTE;
/** The platform's words for a closed window. */
const WINDOW_SUBCODES = [2018278, 2018065, 2534022];

/** Says one message, once, and tells what came of it. It throws only where no call was made and nothing can be said. */
export async function callPlatform(ctx: Ctx, row: MessageRow): Promise<CallOutcome> {
  const { pageId, psid, appId, id, content, messagingType, tag } = row;
  let isCalled = false;
  try {
    const sent = await withPageToken(ctx, { pageId, appId: appId ?? '' }, async (caller): Promise<SentMessage> => {
      isCalled = true;
      return await sendMessage(ctx, caller, {
        recipient: { psid },
        messagingType: messagingType === 'MESSAGE_TAG' ? 'MESSAGE_TAG' : 'RESPONSE',
        ...(tag ? { tag } : {}),
        message: toWireMessage(content, id),
      });
    });
    return { kind: 'sent', mid: sent.messageId };
  } catch (error) {
    if (error instanceof GraphError) return judge(ctx, row, error);
    if (isCalled) return { kind: 'ambiguous' };
    if (error instanceof ThreadtieError && ['page_broken', 'not_found'].includes(error.code)) {
      return failed(refusal('page_broken', error.message, error.hint));
    }
    return { kind: 'again', at: later(ctx.clock.now(), pauseMs(row)), wasCalled: false };
  }
}

function judge(ctx: Ctx, row: MessageRow, error: GraphError): CallOutcome {
  if (error.isAmbiguous) return { kind: 'ambiguous' };
  switch (error.verdict) {
    case 'retry':
    case 'later':
      return again(ctx, row, error);
    case 'person_unreachable':
      return { ...failed(toRefusal(error, 'person_unreachable')), isUnreachable: true };
    case 'page_broken':
      return failed(toRefusal(error, 'page_broken'));
    default:
      return failed(toRefusal(error, codeOf(error)));
  }
}

/** Held back by our own pacing is not tried: that goes on as long as the message may be sent at all. */
function again(ctx: Ctx, row: MessageRow, error: GraphError): CallOutcome {
  const wasCalled = error.httpStatus !== null || error.verdict === 'retry';
  if (wasCalled && row.attempts >= MOST_CALLS) {
    return failed(toRefusal(error, error.code === null ? 'platform_unreachable' : 'platform_refused'));
  }
  const soonest = later(ctx.clock.now(), pauseMs(row));
  const at = error.retryAt && error.retryAt > soonest ? error.retryAt : soonest;
  return { kind: 'again', at, wasCalled };
}

function pauseMs({ attempts }: MessageRow): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1), LONGEST_PAUSE_MS);
}

function codeOf({ code, subcode, problem }: GraphError): Refusal['code'] {
  if (problem === 'thread_owned_by_other_app') return 'thread_owned_by_other_app';
  if (code === 10 && subcode !== null && WINDOW_SUBCODES.includes(subcode)) return 'window_closed';
  return code === null ? 'platform_unreachable' : 'platform_refused';
}

function toRefusal(error: GraphError, code: Refusal['code']): Refusal {
  const { code: said, subcode } = error;
  const name =
    said === null ? 'gave no answer' : `answered code ${said}${subcode === null ? '' : `, subcode ${subcode}`}`;
  return refusal(code, `The message was not sent: the platform ${name}.`, error.sentence, error.retryAt);
}

function failed(why: Refusal): CallOutcome & { kind: 'failed' } {
  return { kind: 'failed', why, isUnreachable: false };
}
