import type { Ctx } from '../base/ctx.ts';
import { CONNECT_PAGES } from './connect/connect-job.ts';
import { runConnection } from './connect/run-connection.ts';

/** Says that this process goes on with connections. */
export function workOnPages(ctx: Ctx): void {
  ctx.queue.work(CONNECT_PAGES, ({ data, id }) => runConnection({ ...ctx, requestId: id }, data.connectionId));
}
