import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../base/ctx.ts';
import { findPageSenders } from '../pages/index.ts';
import { findThreadFacts } from '../threads/index.ts';
import type { MessageFacts } from './decide-message.ts';
import type { ThreadKey } from './send-job.ts';

/** What is known now of a thread and its Page. `event`: the one that is being answered, whose news may not be written yet. */
export async function readFacts(ctx: Ctx, { pageId, psid }: ThreadKey, event?: MessengerEvent): Promise<MessageFacts> {
  const page = await findPageSenders(ctx, pageId);
  const thread = await findThreadFacts(ctx, pageId, psid, event);
  return { now: ctx.clock.now(), page, thread };
}
