import type { PageConnection } from '../../../shared/api/page-connections.ts';
import { recordAudit } from '../../audit/index.ts';
import { requireScope } from '../../base/actor.ts';
import type { Ctx } from '../../base/ctx.ts';
import { CONNECT_PAGES } from './connect-job.ts';
import { PAGE_STEPS } from './connection-steps.ts';
import { reopenSteps } from './connection-store.ts';
import { fetchConnection } from './fetch-connection.ts';
import { openConnection } from './open-connection.ts';
import { toPageConnection } from './page-connection.ts';

/**
 * Goes on where a connection stands: what is done stays done, what failed is tried again, what was checked is checked
 * anew, and so is the webhook of the app, which all its Pages share.
 * @throws {ThreadtieError} `not_found`
 */
export async function resumeConnection(ctx: Ctx, id: string): Promise<PageConnection> {
  requireScope(ctx.actor, 'pages:write', null);
  const { chosen } = await fetchConnection(ctx, id);
  await ctx.storage.write(async (tx) => {
    await recordAudit(ctx, { action: 'page_connection.resumed', subject: id, siteId: null });
    if (chosen.length === 0) return;
    await reopenSteps(tx, id, [...PAGE_STEPS, 'subscribe_app']);
    await reopenSteps(tx, id, ['subscribe_app', 'check'], ['done']);
    await ctx.queue.enqueue(tx, CONNECT_PAGES, { connectionId: id }, { key: id });
  });
  if (chosen.length === 0) await openConnection(ctx, id);
  return await toPageConnection(ctx, await fetchConnection(ctx, id));
}
