import type { Check, CheckName } from '../../../shared/api/pages.ts';
import type { Ctx } from '../../base/ctx.ts';
import { subscribeAppFully } from '../connect/subscribe-app-fully.ts';
import { subscribePageFully } from '../connect/subscribe-page-fully.ts';
import { type AppPage, selectPage, selectToken } from '../store.ts';
import { objectOf } from '../subscription-fields.ts';

/** What came of it. */
export interface Renewal {
  /** What was set again, in plain words. What turned out to be set already is not here. */
  readonly done: readonly string[];
  /** How much was tried: if anything, the checks are no longer what they were. */
  readonly tried: number;
  readonly failed: number;
}

const NOTHING: Renewal = { done: [], tried: 0, failed: 0 };

/**
 * Renews what the checks say is lost: the app's webhook, the Page's subscription, fields of either. Nothing is tried with a
 * dead token. A failure is noted with the Page and not thrown: the rest is tried all the same.
 * @param isAsked true: a webhook that goes to another address is pointed here as well; by itself nobody takes it from others
 */
export async function renewSubscriptions(
  ctx: Ctx,
  key: AppPage,
  checks: readonly Check[],
  isAsked: boolean,
): Promise<Renewal> {
  const { page, token } = await ctx.storage.read(async (at) => ({
    page: await selectPage(at, key.pageId),
    token: await selectToken(at, key),
  }));
  if (!page || token?.state !== 'live') return NOTHING;
  const is = (name: CheckName, ...states: Check['state'][]): boolean =>
    checks.some((check) => check.name === name && check.appId === key.appId && states.includes(check.state));
  const isElsewhere = checks.some(({ appId, problem }) => appId === key.appId && problem === 'callback_wrong');
  const wantsApp = is('callback_url', 'missing', 'wrong') || is('app_fields', 'missing', 'wrong');
  const wantsPage = is('page_subscription', 'missing', 'wrong') || is('page_fields', 'missing', 'wrong');
  const steps = [
    wantsApp &&
      (isAsked || !isElsewhere) && {
        says: `The webhook of the app ${key.appId} was subscribed again, with all its fields.`,
        run: () => subscribeAppFully(ctx, key.appId, objectOf(page.platform)),
      },
    wantsPage && {
      says: `The Page was subscribed to the app ${key.appId} again, with all its fields.`,
      run: () => subscribePageFully(ctx, key),
    },
  ].filter((step) => step !== false);
  return await runAll(ctx, key, steps);
}

interface Step {
  readonly says: string;
  readonly run: () => Promise<{ readonly isChanged: boolean }>;
}

async function runAll(ctx: Ctx, key: AppPage, steps: readonly Step[]): Promise<Renewal> {
  const done: string[] = [];
  let failed = 0;
  for (const { says, run } of steps) {
    try {
      if ((await run()).isChanged) done.push(says);
    } catch (err) {
      failed += 1;
      ctx.log.warn({ err, ...key }, 'a subscription could not be renewed');
    }
  }
  return { done, tried: steps.length, failed };
}
