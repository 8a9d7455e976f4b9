import type { CheckPageBody, ConnectedPage } from '../../shared/api/pages.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { runChecks } from './checks/run-checks.ts';
import { toConnectedPage } from './connected-page.ts';
import { fetchConnected, fetchPage } from './fetch-page.ts';
import { updateHealth } from './health/update-health.ts';
import { selectTokens } from './store.ts';

/**
 * Looks at a Page now, through every app that has a token for it; an app that is not known any more is only named. If it is
 * asked for, the newest message is marked as read where its person may be answered: that alone shows whether anything may
 * be sent, and the person sees it.
 * @throws {ThreadtieError} `not_found`, or `page_broken` when the Page was disconnected
 */
export async function checkPageNow(ctx: Ctx, id: string, { probesSending }: CheckPageBody): Promise<ConnectedPage> {
  requireScope(ctx.actor, 'pages:write', null);
  await fetchConnected(ctx, id);
  const tokens = await ctx.storage.read((at) => selectTokens(at, [id]));
  const probesSince = probesSending ? new Date(0) : null;
  for (const { appId } of tokens) await runChecks(ctx, { pageId: id, appId }, { probesSince });
  await ctx.storage.write(() => recordAudit(ctx, { action: 'page.checked', subject: id, siteId: null }));
  await updateHealth(ctx, id);
  return await toConnectedPage(ctx, await fetchPage(ctx, id));
}
