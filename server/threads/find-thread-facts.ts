import type { Thread } from '../../shared/api/threads.ts';
import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../base/ctx.ts';
import { learnFrom, NO_FACTS, type ThreadFacts } from './learn-from.ts';
import { selectThread, type ThreadRow } from './store.ts';
import { reachabilityOf } from './thread.ts';

/** What other rooms know of a thread: whether the Page may write in it, who answers, what was read, in which language. */
export interface FoundThread
  extends
    Pick<
      ThreadRow,
      | 'windowOpenedAt'
      | 'personMessageAt'
      | 'ownerAppId'
      | 'ownerChangedAt'
      | 'heardAt'
      | 'heardInStandby'
      | 'deliveredUntil'
      | 'readUntil'
      | 'locale'
      | 'localeAskedAt'
    >,
    Pick<Thread, 'reachability' | 'unreachableReason'> {}

/** What each time is told together with. */
const TOGETHER = [
  ['windowOpenedAt'],
  ['personMessageAt'],
  ['reachableAt'],
  ['ownerChangedAt', 'ownerAppId'],
  ['heardAt', 'heardInStandby'],
] as const;

/**
 * What is known of the thread of this Page and person; null when there is none.
 * @param event that is being reacted to: what it says of the thread counts, though it may not be written down yet
 */
export async function findThreadFacts(
  ctx: Ctx,
  pageId: string,
  psid: string,
  event?: MessengerEvent,
): Promise<FoundThread | null> {
  const row = await ctx.storage.read((at) => selectThread(at, pageId, psid));
  const isOfThread = event !== undefined && event.pageId === pageId && event.psid === psid;
  if (!row && !isOfThread) return null;
  const stored = { locale: null, localeAskedAt: null, ...NO_FACTS, ...row };
  const known = isOfThread ? { ...stored, ...newerOf(stored, learnFrom(event)) } : stored;
  const { reachability, unreachableReason } = reachabilityOf(known);
  return { ...known, reachability, unreachableReason };
}

function newerOf(stored: ThreadFacts, told: ThreadFacts): Partial<ThreadFacts> {
  const newer = TOGETHER.filter(([at]) => isNewer(told[at], stored[at])).flat();
  return Object.fromEntries(newer.map((name) => [name, told[name]]));
}

function isNewer(told: Date | null, stored: Date | null): boolean {
  return told !== null && (stored === null || told > stored);
}
