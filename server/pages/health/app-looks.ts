import { HOUR, later, MINUTE } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { lookAtApp } from '../checks/run-checks.ts';
import type { TokenRow } from '../store.ts';
import { countPagesOf } from './health-store.ts';
import { spread } from './spread.ts';

/**
 * How many calls an hour are made with an app's own token, of the 200 that even an app with a single user has. Each process
 * counts for itself: several may make more together, until the platform refuses one and the hold reaches all of them.
 */
const CALLS_PER_HOUR = 120;
const FRESH_MS = 10 * MINUTE;

/** What is asked in the name of an app: shared by all its Pages, so that it is asked seldom. */
export interface AppLooks {
  /** What was seen of the app's webhook, ten minutes ago at most. */
  look(appId: string): ReturnType<typeof lookAtApp>;
  /** Makes the next look at the app a new one: something was changed. */
  forget(appId: string): void;
  /**
   * Whether a token may be inspected now: dead ones at every check, others so often that the hour's calls are enough for
   * all Pages of the app. A token that dies in between is noticed by the calls that are made with it.
   */
  mayInspect(token: TokenRow, everyMs: number): Promise<boolean>;
}

/** Makes the looks of this process. */
export function createAppLooks(ctx: Ctx): AppLooks {
  const looks = new Map<string, { readonly at: Date; readonly seen: ReturnType<typeof lookAtApp> }>();
  const calls = new Map<string, Date[]>();
  const spend = (appId: string): boolean => {
    const now = ctx.clock.now();
    const lately = (calls.get(appId) ?? []).filter((at) => at > later(now, -HOUR));
    const isAllowed = lately.length < CALLS_PER_HOUR;
    calls.set(appId, isAllowed ? [...lately, now] : lately);
    return isAllowed;
  };
  return {
    look(appId) {
      const now = ctx.clock.now();
      const known = looks.get(appId);
      if (known && known.at > later(now, -FRESH_MS)) return known.seen;
      const seen = lookAtApp(ctx, appId);
      looks.set(appId, { at: now, seen });
      seen.then(({ error }) => error && looks.delete(appId)).catch(() => looks.delete(appId));
      return seen;
    },
    forget: (appId) => void looks.delete(appId),
    async mayInspect(token, everyMs) {
      const { appId, pageId, checkedAt, state } = token;
      if (checkedAt && state === 'live') {
        const pages = await ctx.storage.read((at) => countPagesOf(at, appId));
        const period = Math.max(everyMs, (pages / CALLS_PER_HOUR) * HOUR);
        const part = 0.75 + spread(`${pageId} ${checkedAt.getTime()}`) / 4;
        if (checkedAt > later(ctx.clock.now(), -period * part)) return false;
      }
      return spend(appId);
    },
  };
}
