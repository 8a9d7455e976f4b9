import type { Check, CheckName } from '../../../shared/api/pages.ts';
import type { Ctx } from '../../base/ctx.ts';
import type { Reading } from '../../base/storage/index.ts';
import { toSetupProblem } from '../connect/setup-problem.ts';
import { subscribeAppFully } from '../connect/subscribe-app-fully.ts';
import { subscribePageFully } from '../connect/subscribe-page-fully.ts';
import { type AppPage, type PageRow, selectPage, selectToken } from '../store.ts';
import { objectOf } from '../subscription-fields.ts';
import { subscriptionPlace } from '../subscription-place.ts';
import { updateHealthRow, selectHealth } from './health-store.ts';
import type { RenewalFailure } from './judge-health.ts';
import { PROBLEM_GUIDES } from './problem-guide.ts';
import { selectSharers } from './select-sharers.ts';
import { judgeAnew } from './update-health.ts';

/** What came of it. */
export interface Renewal {
  /** What was set again, in plain words. What turned out to be set already is not here. */
  readonly done: readonly string[];
  /** How much was tried: if anything, the checks are no longer what they were. */
  readonly tried: number;
  readonly failed: number;
  /** Why what failed did, where that is known: kept with the Page, whose problems they are. */
  readonly failures: readonly RenewalFailure[];
}

/** What is mended by subscribing the app, and the Page. */
const OF_APP: readonly CheckName[] = ['callback_url', 'app_fields'];
const OF_PAGE: readonly CheckName[] = ['page_subscription', 'page_fields'];

const NOTHING: Renewal = { done: [], tried: 0, failed: 0, failures: [] };

/**
 * Renews what the checks say is lost: the app's webhook, the Page's subscription, fields of either. Nothing is tried with a
 * dead token. What a failure shows is kept with the Page and not thrown: the rest is tried all the same.
 * @param isAsked true: a webhook that goes to another address is pointed here as well, and a subscription that belongs to
 *   another connected Page is renewed too; by itself nobody takes it from others
 */
export async function renewSubscriptions(
  ctx: Ctx,
  key: AppPage,
  checks: readonly Check[],
  isAsked: boolean,
): Promise<Renewal> {
  const { page, token, isOfAnother } = await ctx.storage.read(async (at) => {
    const row = await selectPage(at, key.pageId);
    return {
      page: row,
      token: await selectToken(at, key),
      isOfAnother: row && (await hasOwnWatch(at, row, key.appId)),
    };
  });
  if (!page || token?.state !== 'live') return NOTHING;
  if (!isAsked && !page.repairsItself) return NOTHING; // forbidden while the Page was looked at
  const is = (name: CheckName, ...states: Check['state'][]): boolean =>
    checks.some((check) => check.name === name && check.appId === key.appId && states.includes(check.state));
  const isElsewhere = checks.some(({ appId, problem }) => appId === key.appId && problem === 'callback_wrong');
  const wants = (names: readonly CheckName[]): boolean => names.some((name) => is(name, 'missing', 'wrong'));
  const steps = [
    wants(OF_APP) &&
      (isAsked || !isElsewhere) && {
        mends: OF_APP,
        says: `The webhook of the app ${key.appId} was subscribed again, with all its fields.`,
        run: () => subscribeAppFully(ctx, key.appId, objectOf(page.platform), isAsked),
      },
    wants(OF_PAGE) &&
      (isAsked || !isOfAnother) && {
        mends: OF_PAGE,
        says: `The Page was subscribed to the app ${key.appId} again, with all its fields.`,
        run: () => subscribePageFully(ctx, key),
      },
  ].filter((step) => step !== false);
  if (steps.length === 0) return NOTHING;
  const renewal = await runAll(ctx, key, steps);
  await keepFailures(ctx, key, renewal.failures);
  return renewal;
}

/** Whether the Page whose subscription this one hears through is connected itself: it says whether that is renewed. */
async function hasOwnWatch(at: Reading, page: PageRow, appId: string): Promise<boolean> {
  const { objectId } = subscriptionPlace(page);
  const owner = (await selectSharers(at, page)).find(({ id }) => id === objectId);
  return owner !== undefined && (await selectToken(at, { pageId: owner.id, appId })) !== undefined;
}

interface Step {
  readonly mends: readonly CheckName[];
  readonly says: string;
  readonly run: () => Promise<{ readonly isChanged: boolean }>;
}

async function runAll(ctx: Ctx, key: AppPage, steps: readonly Step[]): Promise<Renewal> {
  const done: string[] = [];
  const failures: RenewalFailure[] = [];
  let failed = 0;
  for (const { mends, says, run } of steps) {
    try {
      if ((await run()).isChanged) done.push(says);
    } catch (err) {
      failed += 1;
      failures.push(...diagnose(ctx, key, mends, err));
      ctx.log.warn({ err, ...key }, 'a subscription could not be renewed');
    }
  }
  return { done, tried: steps.length, failed, failures };
}

/** What a failure shows of the set-up; nothing where it shows only that the platform is away. */
function diagnose(ctx: Ctx, { appId }: AppPage, mends: readonly CheckName[], error: unknown): RenewalFailure[] {
  try {
    const { problem, message } = toSetupProblem(error, ctx.clock.now());
    if (problem === null || problem === 'rate_limited') return [];
    return [{ appId, mends, problem, evidence: message, whatToDo: PROBLEM_GUIDES[problem].whatToDo }];
  } catch {
    return []; // nothing of the set-up: it is in the log
  }
}

async function keepFailures(ctx: Ctx, { pageId, appId }: AppPage, failures: readonly RenewalFailure[]): Promise<void> {
  await ctx.storage.write((tx) =>
    judgeAnew(ctx, tx, pageId, async () => {
      const [row] = await selectHealth(tx, [pageId]);
      const others = row?.failures.filter((each) => each.appId !== appId) ?? [];
      await updateHealthRow(tx, pageId, { failures: [...others, ...failures] });
    }),
  );
}
