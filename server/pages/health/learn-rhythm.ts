import { HOUR } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { LEARNED_HOURS } from './judge-silence.ts';
import { selectRhythm, upsertRhythm } from './rhythm-store.ts';

/** What was received of a Page since then: how many events in each hour since 1970, and when the last one came. */
export type ReadRhythm = (
  pageId: string,
  since: Date,
) => Promise<{ readonly perHour: ReadonlyMap<number, number>; readonly lastEventAt: Date | null }>;

/**
 * A Page's rhythm up to now. Hours that are over are kept, so that each is counted once; the one before this hour is left
 * open, because what was received in it may still wait to be split.
 */
export async function learnRhythm(ctx: Ctx, pageId: string, readRhythm: ReadRhythm): ReturnType<ReadRhythm> {
  const kept = await ctx.storage.read((at) => selectRhythm(at, pageId));
  const closed = Math.floor(ctx.clock.now().getTime() / HOUR) - 1;
  const from = kept?.untilHour ?? closed - LEARNED_HOURS;
  const { perHour: fresh, lastEventAt } = await readRhythm(pageId, new Date(from * HOUR));
  const perHour = new Map(fresh);
  kept?.counts.forEach((count, index) => {
    if (count > 0) perHour.set(kept.untilHour - kept.counts.length + index, count);
  });
  // Silent hours at the end are not kept: they would push out what the silence is to be judged by.
  const untilHour = Math.max(from, ...[...fresh.keys()].filter((hour) => hour < closed).map((hour) => hour + 1));
  if (untilHour > from) {
    const first = Math.max(untilHour - LEARNED_HOURS, Math.min(...perHour.keys()));
    const counts = Array.from({ length: untilHour - first }, (_, index) => perHour.get(first + index) ?? 0);
    await ctx.storage.write((tx) => upsertRhythm(tx, { pageId, untilHour, counts }));
  }
  return { perHour, lastEventAt };
}
