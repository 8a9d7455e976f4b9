import { DAY, HOUR, later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { countPerHour, selectLastReceived } from './rhythm-store.ts';

/** How a Page's events come. */
export interface Rhythm {
  /** Events received, by the hour since 1970; hours without any are left out. */
  readonly perHour: Map<number, number>;
  readonly lastEventAt: Date | null;
}

/** What was received of a Page since then. It is counted day by day: a long count would hold up who delivers. */
export async function readRhythm(ctx: Ctx, pageId: string, since: Date): Promise<Rhythm> {
  const end = later(ctx.clock.now(), HOUR);
  const perHour = new Map<number, number>();
  for (let from = since; from < end; from = later(from, DAY)) {
    const to = later(from, DAY);
    const rows = await ctx.storage.read((at) => countPerHour(at, pageId, from, to < end ? to : end));
    for (const { hour, count } of rows) perHour.set(hour, (perHour.get(hour) ?? 0) + count);
  }
  const last = await ctx.storage.read((at) => selectLastReceived(at, pageId));
  return { perHour, lastEventAt: last ?? null };
}
