import type { Problem } from '../../../shared/api/pages.ts';
import { recordAudit } from '../../audit/index.ts';
import { requireScope } from '../../base/actor.ts';
import type { Ctx } from '../../base/ctx.ts';
import { runChecks } from '../checks/run-checks.ts';
import { fetchPage } from '../fetch-page.ts';
import { selectTokens } from '../store.ts';
import { renewSubscriptions } from './renew-subscriptions.ts';
import { updateHealth } from './update-health.ts';

/** What a repair did, and what it leaves to a person. */
export interface RepairedPage {
  readonly done: string[];
  readonly left: Problem[];
}

/**
 * Looks at a Page, sets again what can be set without a person, and looks once more.
 * @throws {ThreadtieError} `not_found`, `missing_scope`
 */
export async function repairPage(ctx: Ctx, pageId: string): Promise<RepairedPage> {
  requireScope(ctx.actor, 'pages:write', null);
  await fetchPage(ctx, pageId);
  const tokens = await ctx.storage.read((at) => selectTokens(at, [pageId]));
  const done: string[] = [];
  for (const { appId } of tokens) {
    const key = { pageId, appId };
    const checks = await runChecks(ctx, key);
    await updateHealth(ctx, pageId); // what is lost is named before it is mended
    const renewal = await renewSubscriptions(ctx, key, checks, true);
    if (renewal.tried > 0) await runChecks(ctx, key);
    done.push(...renewal.done);
  }
  await ctx.storage.write(() => recordAudit(ctx, { action: 'page.repaired', subject: pageId, siteId: null }));
  const { found } = await updateHealth(ctx, pageId);
  return { done, left: [...found] };
}
