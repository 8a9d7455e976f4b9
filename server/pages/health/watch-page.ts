import type { Check } from '../../../shared/api/pages.ts';
import { recordAudit } from '../../audit/index.ts';
import { HOUR, later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { runChecks } from '../checks/run-checks.ts';
import { type AppPage, selectPage, selectTokens, type TokenRow } from '../store.ts';
import type { AppLooks } from './app-looks.ts';
import { type HealthRow, selectHealth, updateHealthRow } from './health-store.ts';
import { judgeSilence, type Silence } from './judge-silence.ts';
import { learnRhythm, type ReadRhythm } from './learn-rhythm.ts';
import { selectLostPeriods } from './lost-period-store.ts';
import { CHECKS, REPAIRS } from './meters.ts';
import { renewSubscriptions } from './renew-subscriptions.ts';
import { spread } from './spread.ts';
import { judgeAnew, type JudgedPage, updateHealth } from './update-health.ts';

/** How often Pages are looked at. */
export interface WatchIntervals {
  /** While all is well. */
  readonly usualMs: number;
  /** While something is wrong, or nothing is known. */
  readonly troubledMs: number;
}

/** What a check is lent. */
export interface WatchParts {
  readonly intervals: WatchIntervals;
  readonly looks: AppLooks;
  readonly readRhythm: ReadRhythm;
}

const MOST_PERIODS = 20;

/**
 * One check of a Page, through each app that has a token for it: everything is looked at, the health judged, what was lost
 * renewed if the Page repairs itself, and the next check appointed. While the platform wants no calls of an app or the Page,
 * none is made, and the Page is judged by what is known.
 */
export async function watchPage(ctx: Ctx, pageId: string, parts: WatchParts): Promise<void> {
  const { page, tokens } = await ctx.storage.read(async (at) => ({
    page: await selectPage(at, pageId),
    tokens: await selectTokens(at, [pageId]),
  }));
  if (!page || page.disconnectedAt) return void (await updateHealth(ctx, pageId));
  const seen: (readonly [AppPage, readonly Check[]])[] = [];
  for (const token of tokens) if (!heldUntil(ctx, token)) seen.push([token, await look(ctx, token, parts)]);
  let judged = await judge(ctx, pageId, parts);
  if (page.repairsItself && (await repair(ctx, seen, parts))) judged = await updateHealth(ctx, pageId);
  const interval = judged.health === 'ok' ? parts.intervals.usualMs : parts.intervals.troubledMs;
  const nextCheckAt = nextCheck(ctx, tokens, pageId, interval, parts.intervals.troubledMs);
  await ctx.storage.write((tx) => updateHealthRow(tx, pageId, { nextCheckAt }));
  if (seen.length > 0 || tokens.length === 0) ctx.metrics.add(CHECKS, [judged.health]);
}

/** The time before which the platform wants no calls of the app for the Page. */
function heldUntil(ctx: Ctx, { appId, pageId }: AppPage): Date | null {
  return ctx.pacer.heldUntil([`page:${pageId}`, `app:${appId}`]);
}

/** After the interval; where a hold ends before, a moment after it, another one for each Page: all of an app wait for it. */
function nextCheck(ctx: Ctx, tokens: readonly TokenRow[], pageId: string, intervalMs: number, withinMs: number): Date {
  const now = ctx.clock.now();
  const usual = later(now, intervalMs * (0.75 + spread(`${pageId} ${now.getTime()}`) / 4));
  const holds = tokens.flatMap((token) => heldUntil(ctx, token) ?? []);
  const soon = holds.map((held) => later(held, withinMs * spread(`${pageId} ${held.getTime()}`)));
  return [usual, ...soon].reduce((first, at) => (at < first ? at : first));
}

async function look(ctx: Ctx, token: TokenRow, { looks, intervals }: WatchParts): Promise<readonly Check[]> {
  const { appId, pageId } = token;
  try {
    const inspectsToken = await looks.mayInspect(token, intervals.usualMs);
    return await runChecks(ctx, { appId, pageId }, { app: await looks.look(appId), inspectsToken });
  } catch (err) {
    ctx.log.warn({ err, appId, pageId }, 'a Page could not be looked at');
    return [];
  }
}

async function judge(ctx: Ctx, pageId: string, { readRhythm, intervals }: WatchParts): Promise<JudgedPage> {
  const { perHour, lastEventAt } = await learnRhythm(ctx, pageId, readRhythm);
  const { row, periods } = await ctx.storage.read(async (at) => ({
    row: (await selectHealth(at, [pageId]))[0],
    periods: await selectLostPeriods(at, [pageId], MOST_PERIODS),
  }));
  const now = ctx.clock.now();
  const since = watchedSince(row, later(now, -2 * intervals.usualMs)) ?? now;
  const isLost = (hour: number): boolean =>
    periods.some(({ from, to }) => (hour + 1) * HOUR > from.getTime() && (!to || hour * HOUR < to.getTime()));
  const silence = judgeSilence(perHour, lastEventAt, now, { isLost, since });
  const change = { ...keepSilence(row, lastEventAt, silence), checkedAt: now, watchedSince: since };
  return await ctx.storage.write((tx) =>
    judgeAnew(ctx, tx, pageId, async () => await updateHealthRow(tx, pageId, change)),
  );
}

/** A silence that has begun ends with the next event: a break in which nobody listened does not end it. */
function keepSilence(
  row: HealthRow | undefined,
  lastEventAt: Date | null,
  { isSilent, chance }: Silence,
): Pick<HealthRow, 'silentSince' | 'silenceEvidence'> {
  if (isSilent && lastEventAt) return { silentSince: lastEventAt, silenceEvidence: describe(lastEventAt, chance) };
  const { silentSince = null, silenceEvidence = null } = row ?? {};
  const isOver = !silentSince || !lastEventAt || lastEventAt > silentSince;
  return isOver ? { silentSince: null, silenceEvidence: null } : { silentSince, silenceEvidence };
}

/** After a break as long as two checks nobody can say whether anything was sent in it. */
function watchedSince(row: HealthRow | undefined, breakBefore: Date): Date | null {
  return row?.checkedAt && row.checkedAt > breakBefore ? row.watchedSince : null;
}

function describe(lastEventAt: Date, chance: number | null): string {
  const odds = chance === null || chance <= 1e-9 ? 1e9 : Math.round(1 / chance);
  return `The last event came at ${lastEventAt.toISOString()}. By the rhythm of the last four weeks, a silence as long as this happens once in ${odds.toLocaleString('en-US')} times or less.`;
}

/** Renews what is lost; whether anything was tried. */
async function repair(
  ctx: Ctx,
  seen: readonly (readonly [AppPage, readonly Check[]])[],
  { looks }: WatchParts,
): Promise<boolean> {
  let isTried = false;
  for (const [{ appId, pageId }, checks] of seen) {
    const key = { appId, pageId };
    const { done, tried, failed } = await renewSubscriptions(ctx, key, checks, false);
    if (tried === 0) continue;
    isTried = true;
    looks.forget(appId);
    if (failed > 0) ctx.metrics.add(REPAIRS, ['failed'], failed);
    if (done.length > 0) {
      ctx.metrics.add(REPAIRS, ['done'], done.length);
      await ctx.storage.write(() => recordAudit(ctx, { action: 'page.repaired', subject: pageId, siteId: null }));
    }
    await runChecks(ctx, key, { inspectsToken: false }).catch((err: unknown) =>
      ctx.log.warn({ err, ...key }, 'a repaired Page could not be looked at'),
    );
  }
  return isTried;
}
