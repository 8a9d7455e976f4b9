import type { PageHealth, Problem } from '../../../shared/api/pages.ts';
import { HOUR, later, MINUTE } from '../../base/clock.ts';

/** What is kept of a Page's health between judgements. */
export interface KeptHealth {
  readonly health: PageHealth;
  readonly since: Date | null;
  /** When it changed lately, ISO 8601. */
  readonly changes: readonly string[];
  readonly betterSince: Date | null;
  /** When everything was last seen to be well. */
  readonly soundAt: Date | null;
}

/** That many changes within an hour are flapping. */
const FLAPPING = 4;
/** How many minutes a Page that flaps must look better before it counts as better. */
const CALM_MINUTES = 30;
/** How long a Page that was well stays so while nothing can be found out. */
const TRUST_MS = 2 * HOUR;

const RANK: Readonly<Record<PageHealth, number>> = { unknown: 0, ok: 0, degraded: 1, broken: 2 };

/**
 * What a judgement makes of the health that is kept. What is worse counts at once; what is better too, unless the Page keeps
 * changing: then it must stay better for half an hour. A sound Page of which nothing can be found out stays sound for a while.
 */
export function dampHealth(kept: KeptHealth, judged: PageHealth, now: Date): Omit<KeptHealth, 'soundAt'> {
  const { health, since, soundAt } = kept;
  const changes = kept.changes.filter((at) => new Date(at) > later(now, -HOUR));
  const stay = (betterSince: Date | null) => ({ health, since: since ?? now, changes, betterSince });
  if (judged === health) return stay(null);
  if (judged === 'unknown' && health === 'ok' && soundAt && soundAt > later(now, -TRUST_MS)) return stay(null);
  if (RANK[judged] < RANK[health] && changes.length >= FLAPPING) {
    const betterSince = kept.betterSince ?? now;
    if (betterSince > later(now, -CALM_MINUTES * MINUTE)) return stay(betterSince);
  }
  return { health: judged, since: now, changes: [...changes, now.toISOString()], betterSince: null };
}

/** What was wrong with a Page that looks better and does not count as better yet: that it does is said with the evidence. */
export function withBetterLook(problems: readonly Problem[], betterSince: Date | null): Problem[] {
  if (!betterSince) return [...problems];
  const look = `It looks better since ${betterSince.toISOString()}; it counts as better when it stays so for ${CALM_MINUTES} minutes, because it kept changing.`;
  return problems.map((problem) => ({ ...problem, evidence: `${problem.evidence} ${look}` }));
}
