import { SYSTEM } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { SEND_MESSAGES } from './send-job.ts';
import { sendMessages } from './send-messages.ts';

/** Says that this process sends what waits in threads. */
export function workOnMessages(ctx: Ctx): void {
  ctx.queue.work(SEND_MESSAGES, ({ data, id }) => sendMessages({ ...ctx, actor: SYSTEM, requestId: id }, data));
}
