import type { Check, PageHealth, Problem, ProblemCode } from '../../../shared/api/pages.ts';
import { latest } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import type { Tx } from '../../base/storage/index.ts';
import { queueNotification } from '../../site-notifications/index.ts';
import { selectChecks, selectPage, selectTokens } from '../store.ts';
import { beginLostPeriod } from './begin-lost-period.ts';
import { selectCallErrors } from './call-error-store.ts';
import { dampHealth } from './damp-health.ts';
import { type HealthRow, insertHealth, lockHealth, selectHealth, updateHealthRow } from './health-store.ts';
import { hearingOf } from './hearing-of.ts';
import { type Evidence, judgeHealth, type KeptProblem, type TokenFacts, toProblem } from './judge-health.ts';
import { endLostPeriod, endPeriodsOfOthers, type LostPeriodRow } from './lost-period-store.ts';
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
  changes: [],
  failures: [],
  silentSince: null,
  silenceEvidence: null,
  soundAt: null,
  heardBy: {},
  checkedAt: null,
  watchedSince: null,
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
    await endPeriodsOfOthers(tx, pageId, [], now);
    return { health: LEFT.health, found: [] };
  }
  const facts = await gather(tx, row);
  const judged = judgeHealth(facts, now);
  const heardBy = hearing(facts, row.heardBy);
  const ended = await keepLostPeriods(ctx, tx, { pageId, heardBy }, { ...facts, problems: judged.problems });
  const soundAt = isSound(facts.checks, facts.tokens) ? latest(facts.checkedAt, row.soundAt) : row.soundAt;
  const damped = dampHealth({ ...row, soundAt }, judged.health, now);
  const isAsJudged = damped.health === judged.health;
  const problems = isAsJudged || row.problems.length === 0 ? judged.problems : row.problems;
  const told = await tell(ctx, { row, health: damped.health, since: damped.since ?? now, problems, ended });
  await updateHealthRow(tx, pageId, { ...damped, problems, soundAt, heardBy, told });
  return { health: damped.health, found: judged.problems.map(toProblem) };
}

interface Facts extends Evidence {
  readonly checkedAt: Date | null;
}

async function gather(tx: Tx, row: HealthRow): Promise<Facts> {
  const { pageId, silentSince, silenceEvidence, failures, problems: known } = row;
  const tokens = await selectTokens(tx, [pageId]);
  const looks = (await selectChecks(tx, [pageId])).filter((look) => tokens.some(({ appId }) => appId === look.appId));
  return {
    tokens,
    checks: looks.flatMap((look) => look.checks),
    checkedAt: looks.map((look) => look.checkedAt).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
    callErrors: await selectCallErrors(tx, pageId),
    silence: silentSince && { since: silentSince, evidence: silenceEvidence ?? '' },
    known,
    failures,
  };
}

/** When each app that has a token was last seen to be sent what happens: its webhook leads here, and the Page has it. */
function hearing({ tokens, checks }: Facts, before: HealthRow['heardBy']): HealthRow['heardBy'] {
  const entries = tokens.flatMap(({ appId }): [string, string][] => {
    const seen = (name: Check['name']) => checks.find((check) => check.appId === appId && check.name === name);
    const [webhook, subscription] = [seen('callback_url'), seen('page_subscription')];
    const isHeard = webhook?.state === 'set' && subscription?.state === 'set';
    const at = (isHeard && subscription.checkedAt) || before[appId];
    return at ? [[appId, at]] : [];
  });
  return Object.fromEntries(entries);
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
  row: Pick<HealthRow, 'pageId' | 'heardBy'>,
  { tokens, checks, problems }: Facts & { readonly problems: readonly KeptProblem[] },
): Promise<LostPeriodRow[]> {
  const { pageId } = row;
  const now = ctx.clock.now();
  const ended: LostPeriodRow[] = [];
  for (const { appId } of tokens) {
    // What a look has shown: a renewal that failed does not mean that what is subscribed is not sent.
    const seen = problems.filter((problem) => problem.appId === appId && problem.foundBy?.length);
    const deaf = seen.find(({ code }) => DEAFNESS.includes(code));
    if (deaf) {
      await beginLostPeriod(ctx, tx, { pageId, appId }, { reason: deaf.code, ...(await hearingOf(tx, row, appId)) });
    }
    const hears = checks.some(
      (check) => check.appId === appId && check.name === 'page_subscription' && check.state === 'set',
    );
    const period = !deaf && hears ? await endLostPeriod(tx, { pageId, appId }, now) : undefined;
    if (period) ended.push(period);
  }
  const apps = tokens.map(({ appId }) => appId);
  await endPeriodsOfOthers(tx, pageId, apps, now);
  return ended;
}

interface Change {
  readonly row: HealthRow;
  readonly health: PageHealth;
  readonly since: Date;
  readonly problems: readonly KeptProblem[];
  readonly ended: readonly LostPeriodRow[];
}

/**
 * Tells of a change. Not knowing is no news: what was told before stands until something else is known. Nor is a limit that is
 * reached: it passes by itself.
 */
async function tell(ctx: Ctx, { row, health, since, problems, ended }: Change): Promise<HealthRow['told']> {
  const isPassing = problems.length > 0 && problems.every(({ code }) => code === 'rate_limited');
  if (health === 'unknown' || health === row.told || isPassing) return row.told;
  await queueNotification(ctx, {
    type: health === 'ok' ? 'page.recovered' : 'page.unhealthy',
    siteId: null,
    subject: row.pageId,
    data: {
      pageId: row.pageId,
      health,
      before: row.told,
      since: since.toISOString(),
      problems: problems.map(toProblem),
      lostPeriods: ended.map(toLostPeriod),
    },
  });
  return health;
}
