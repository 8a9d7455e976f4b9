import type { Check, PageHealth, Problem, ProblemCode } from '../../../shared/api/pages.ts';
import { latest } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import type { Tx } from '../../base/storage/index.ts';
import { queueNotification } from '../../site-notifications/index.ts';
import { selectSigns } from '../signs-store.ts';
import { selectChecks, selectPage, selectTokens } from '../store.ts';
import { beginLostPeriod } from './begin-lost-period.ts';
import { selectCallErrors } from './call-error-store.ts';
import { dampHealth } from './damp-health.ts';
import { type HealthRow, insertHealth, lockHealth, selectHealth, updateHealthRow } from './health-store.ts';
import { judgeHealth, type TokenFacts } from './judge-health.ts';
import { endLostPeriod, type LostPeriodRow } from './lost-period-store.ts';
import { toLostPeriod } from './read-health.ts';

/** With one of these the platform sends nothing, and keeps nothing for later. */
const DEAFNESS: readonly ProblemCode[] = ['page_not_subscribed', 'app_not_subscribed', 'callback_wrong'];

/** Nothing is known of a Page that was left, and nobody is told when it comes back. */
const LEFT = {
  health: 'unknown',
  since: null,
  problems: [],
  told: 'ok',
  betterSince: null,
  soundAt: null,
  nextCheckAt: null,
} as const;

/** How a Page is after a judgement. */
export interface JudgedPage {
  readonly health: PageHealth;
  /** What is wrong at this moment: while a Page keeps changing, what is kept is still what was wrong before. */
  readonly found: readonly Problem[];
}

/** Judges a Page by all that is stored of it, and tells of a change, once. */
export async function updateHealth(ctx: Ctx, pageId: string): Promise<JudgedPage> {
  return await ctx.storage.write((tx) => judgeAnew(ctx, tx, pageId, async () => undefined));
}

/**
 * Writes down something new of a Page and judges it anew, while nobody else judges it.
 * @param learn stores what is new, in the same transaction
 */
export async function judgeAnew(ctx: Ctx, tx: Tx, pageId: string, learn: () => Promise<void>): Promise<JudgedPage> {
  const now = ctx.clock.now();
  await insertHealth(tx, pageId, null);
  await lockHealth(tx, pageId);
  await learn();
  const [row] = await selectHealth(tx, [pageId]);
  const page = await selectPage(tx, pageId);
  if (!row || !page || page.disconnectedAt) {
    await updateHealthRow(tx, pageId, LEFT);
    return { health: LEFT.health, found: [] };
  }
  const facts = await gather(tx, row);
  const judged = judgeHealth({ ...facts, known: row.problems }, now);
  const ended = await keepLostPeriods(ctx, tx, row, { ...facts, problems: judged.problems });
  const soundAt = isSound(facts.checks, facts.tokens) ? latest(facts.checkedAt, row.soundAt) : row.soundAt;
  const damped = dampHealth({ ...row, soundAt }, judged.health, now);
  const isAsJudged = damped.health === judged.health;
  const problems = isAsJudged || row.problems.length === 0 ? judged.problems : row.problems;
  const told = await tell(ctx, { row, health: damped.health, since: damped.since ?? now, problems, ended });
  await updateHealthRow(tx, pageId, { ...damped, problems, soundAt, told });
  return { health: damped.health, found: judged.problems };
}

interface Facts {
  readonly checks: readonly Check[];
  readonly checkedAt: Date | null;
  readonly tokens: readonly TokenFacts[];
  readonly callErrors: Awaited<ReturnType<typeof selectCallErrors>>;
  readonly silence: { readonly since: Date; readonly evidence: string } | null;
  readonly lastEventAt: Date | null;
}

async function gather(tx: Tx, row: HealthRow): Promise<Facts> {
  const { pageId, silentSince, silenceEvidence } = row;
  const tokens = await selectTokens(tx, [pageId]);
  const looks = (await selectChecks(tx, [pageId])).filter((look) => tokens.some(({ appId }) => appId === look.appId));
  const [signs] = await selectSigns(tx, [pageId]);
  return {
    tokens,
    checks: looks.flatMap((look) => look.checks),
    checkedAt: looks.map((look) => look.checkedAt).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
    callErrors: await selectCallErrors(tx, pageId),
    silence: silentSince && { since: silentSince, evidence: silenceEvidence ?? '' },
    lastEventAt: signs?.lastEventAt ?? null,
  };
}

/** Whether everything that events need was seen to be set. */
function isSound(checks: readonly Check[], tokens: readonly TokenFacts[]): boolean {
  const needed = checks.filter(({ step, isRequired }) => isRequired && (step === 'webhook' || step === 'subscription'));
  const isWhole = tokens.every(({ appId }) => needed.some((check) => check.appId === appId));
  return needed.length > 0 && isWhole && needed.every(({ state }) => state === 'set');
}

/** Begins and ends the times in which nothing is sent, for each app; answers those that have ended. */
async function keepLostPeriods(
  ctx: Ctx,
  tx: Tx,
  row: HealthRow,
  facts: Facts & { readonly problems: readonly Problem[] },
): Promise<LostPeriodRow[]> {
  const { pageId } = row;
  const now = ctx.clock.now();
  const ended: LostPeriodRow[] = [];
  for (const { appId } of facts.tokens) {
    const deaf = facts.problems.find((problem) => problem.appId === appId && DEAFNESS.includes(problem.code));
    const { soundAt } = row;
    const { lastEventAt } = facts;
    if (deaf) await beginLostPeriod(ctx, tx, { pageId, appId }, { reason: deaf.code, soundAt, lastEventAt });
    const hears = facts.checks.some(
      (check) => check.appId === appId && check.name === 'page_subscription' && check.state === 'set',
    );
    const period = !deaf && hears ? await endLostPeriod(tx, { pageId, appId }, now) : undefined;
    if (period) ended.push(period);
  }
  return ended;
}

interface Change {
  readonly row: HealthRow;
  readonly health: PageHealth;
  readonly since: Date;
  readonly problems: readonly Problem[];
  readonly ended: readonly LostPeriodRow[];
}

/** Tells of a change. Not knowing is no news: what was told before stands until something else is known. */
async function tell(ctx: Ctx, { row, health, since, problems, ended }: Change): Promise<HealthRow['told']> {
  if (health === 'unknown' || health === row.told) return row.told;
  await queueNotification(ctx, {
    type: health === 'ok' ? 'page.recovered' : 'page.unhealthy',
    siteId: null,
    subject: row.pageId,
    data: {
      pageId: row.pageId,
      health,
      before: row.told,
      since: since.toISOString(),
      problems,
      lostPeriods: ended.map(toLostPeriod),
    },
  });
  return health;
}
