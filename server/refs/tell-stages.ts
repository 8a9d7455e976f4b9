import type { TellStagesBody, ToldStage, ToldStages } from '../../shared/api/stages.ts';
import { PLUGIN_FAILURES, type PluginFailure } from '../../shared/visit.ts';
import { later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { findEntryPointByKey } from '../entry-points/index.ts';
import { isSiteOrigin } from '../sites/index.ts';
import { getVisit } from './get-visit.ts';
import type { StageCounter } from './stage-counter.ts';
import { insertStages, type StageRow } from './store.ts';

/**
 * Counts what a browser tells of its site's entry points and records it as stages of the visits whose secrets come along.
 * What belongs to no entry point of this origin, or to no visit, is left out silently: nobody reads a beacon's answer.
 */
export async function tellStages(
  ctx: Ctx,
  input: TellStagesBody,
  origin: string | undefined,
  counter: StageCounter,
): Promise<ToldStages> {
  const own = new Map<string, boolean>();
  for (const { entryPoint } of input.stages) {
    if (!own.has(entryPoint)) own.set(entryPoint, await isTheirs(ctx, entryPoint, origin));
  }
  const told = input.stages.filter((one) => own.get(one.entryPoint));
  const now = ctx.clock.now();
  for (const one of told) {
    const at = later(now, -(one.ago ?? 0));
    if (one.count === 0) continue;
    counter.add({ entryPoint: one.entryPoint, stage: one.stage, reason: reasonOf(one), count: one.count ?? 1, at });
  }
  await recordOnVisits(ctx, told, now);
  return { counted: told.length };
}

async function isTheirs(ctx: Ctx, key: string, origin: string | undefined): Promise<boolean> {
  const entryPoint = await findEntryPointByKey(ctx, key);
  return entryPoint !== null && (await isSiteOrigin(ctx, entryPoint.siteId, origin));
}

function reasonOf({ stage, reason }: ToldStage): PluginFailure | null {
  if (stage !== 'plugin_failed') return null;
  return PLUGIN_FAILURES.find((known) => known === reason) ?? 'other';
}

/** No signal goes out: whoever watches a visit waits for what the server itself finds out. */
async function recordOnVisits(ctx: Ctx, told: readonly ToldStage[], now: Date): Promise<void> {
  const rows: StageRow[] = [];
  for (const one of told) {
    if (!one.refId || !(await holdsVisit(ctx, one))) continue;
    rows.push({ refId: one.refId, stage: one.stage, at: later(now, -(one.ago ?? 0)), reason: reasonOf(one) });
  }
  if (rows.length > 0) await ctx.storage.write((tx) => insertStages(tx, rows));
}

async function holdsVisit(ctx: Ctx, { refId = '', watchSecret, entryPoint }: ToldStage): Promise<boolean> {
  const visit = await getVisit(ctx, refId, watchSecret).catch(() => null);
  return visit?.entryPoint === entryPoint;
}
