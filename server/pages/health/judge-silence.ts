import { HOUR } from '../../base/clock.ts';

/** How long the platform has said nothing, and how unlikely that is. */
export interface Silence {
  readonly isSilent: boolean;
  /** The chance, by what is known of the Page, that nothing comes for so long; null when too little is known. */
  readonly chance: number | null;
  /** The same for the most unlikely silence among those that were none of an outage; null as above. */
  readonly rarest: number | null;
}

/** How far back a rhythm is learned from. */
export const LEARNED_HOURS = 28 * 24;
const WEEK = 7 * 24;

/** Less is too little to know a rhythm by. */
const MIN_HOURS = 14 * 24;
const MIN_ACTIVE_HOURS = 48;

/** The surprise of a silence is `-ln(chance)`. Below one in ten million it is no accident. */
const ALARM = -Math.log(1e-7);
/** And it must be that much more surprising than any silence that came and went by itself. */
const BEYOND_RAREST = 2.5;

/** How much the hour of the day, learned from many days, counts beside the hour of the week, seen four times at most. */
const DAY_WEIGHT = 4;

/** What else is known of the time. */
export interface Listening {
  /** Hours in which the platform is known to have sent nothing: they teach nothing. */
  readonly isLost?: (hour: number) => boolean;
  /** Since when somebody has been there to listen: silence before that is no wonder. */
  readonly since?: Date | null;
}

const UNKNOWN: Silence = { isSilent: false, chance: null, rarest: null };

/**
 * Judges a silence by the Page's own rhythm. For each hour of the week is learned how often anything came in it (not how
 * much: events come in bursts), blurred over the neighbouring hours and leaned on the same hour of other days. The chance
 * of a silence is the product of the chances that nothing comes in each of its hours. Hours are not independent, so that
 * alone would cry wolf: the silence must also be far more unlikely than every one there was. Too little history: no alarm.
 * @param perHour events received by the hour since 1970, of up to 28 days before the last event
 */
export function judgeSilence(
  perHour: ReadonlyMap<number, number>,
  lastEventAt: Date | null,
  now: Date,
  { isLost = () => false, since = null }: Listening = {},
): Silence {
  if (!lastEventAt) return UNKNOWN;
  // What is learned ends with the last event: the silence that is judged must not teach that silence is usual.
  const until = Math.min(Math.floor(now.getTime() / HOUR), Math.floor(lastEventAt.getTime() / HOUR) + 1);
  const active = [...perHour.keys()].filter((hour) => hour >= until - LEARNED_HOURS && hour < until);
  const begin = active.reduce((first, hour) => Math.min(first, hour), until);
  if (until - begin < MIN_HOURS || active.length < MIN_ACTIVE_HOURS) return UNKNOWN;
  const surprise = learn(perHour, begin, until, isLost);
  const rarest = greatestGap(perHour, { begin, until, surprise, isLost });
  const from = since && since > lastEventAt ? since : lastEventAt;
  const present = surpriseOf(from.getTime(), now.getTime(), surprise);
  return {
    isSilent: present >= Math.max(ALARM, BEYOND_RAREST * rarest),
    chance: Math.exp(-present),
    rarest: Math.exp(-rarest),
  };
}

/** For each hour of the week, the surprise of nothing coming in it. */
function learn(
  perHour: ReadonlyMap<number, number>,
  begin: number,
  until: number,
  isLost: (hour: number) => boolean,
): readonly number[] {
  const week = Array.from({ length: WEEK }, () => ({ seen: 0, active: 0 }));
  for (let hour = begin; hour < until; hour++) {
    const slot = week[hour % WEEK];
    if (!slot || isLost(hour)) continue;
    slot.seen += 1;
    if (perHour.has(hour)) slot.active += 1;
  }
  const shares = week.map((slot, index) => {
    const day = alike(index).map((other) => week[other] ?? slot);
    const seen = sum(day, (each) => each.seen);
    const usual = (sum(day, (each) => each.active) + 0.5) / (seen + 1);
    return (slot.active + DAY_WEIGHT * usual) / (slot.seen + DAY_WEIGHT);
  });
  return shares.map((share, index) => {
    const before = shares[(index + WEEK - 1) % WEEK] ?? share;
    const after = shares[(index + 1) % WEEK] ?? share;
    return -Math.log(1 - (before + 2 * share + after) / 4);
  });
}

/** The hours of the week that are the same hour of a day of the same sort. Hour 0 of 1970 was on a Thursday. */
function alike(index: number): number[] {
  const isWeekend = (slot: number): boolean => [2, 3].includes(Math.floor(slot / 24));
  const hours = Array.from({ length: 7 }, (_, day) => (index % 24) + 24 * day);
  return hours.filter((slot) => isWeekend(slot) === isWeekend(index));
}

interface Learned {
  readonly begin: number;
  readonly until: number;
  readonly surprise: readonly number[];
  readonly isLost: (hour: number) => boolean;
}

function greatestGap(perHour: ReadonlyMap<number, number>, { begin, until, surprise, isLost }: Learned): number {
  let greatest = 0;
  let gap = 0;
  for (let hour = begin; hour < until; hour++) {
    gap = perHour.has(hour) || isLost(hour) ? 0 : gap + (surprise[hour % WEEK] ?? 0);
    greatest = Math.max(greatest, gap);
  }
  return greatest;
}

/** The surprise of a time without events, part hours by their part. */
function surpriseOf(from: number, to: number, surprise: readonly number[]): number {
  let total = 0;
  for (let at = from; at < to;) {
    const hour = Math.floor(at / HOUR);
    const next = Math.min((hour + 1) * HOUR, to);
    total += ((next - at) / HOUR) * (surprise[hour % WEEK] ?? 0);
    at = next;
  }
  return total;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
