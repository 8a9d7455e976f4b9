import type { Ctx } from '../base/ctx.ts';
import { openApp } from './app.ts';
import { selectApps } from './store.ts';

const FRESH_MS = 5000;

/** Signals that an app's credentials are others from now on; the subject is its id. */
export const APP_CHANGED = 'apps.changed';

type OpenApp = ReturnType<typeof openApp>;

/**
 * Looks apps up with their opened credentials, one by id or all: for the verification of webhooks, which happens for each
 * request, so that the answer is kept for five seconds, or until an app changes.
 */
export function createAppFinder(ctx: Ctx): (appId: string | null) => Promise<readonly OpenApp[]> {
  let kept: { readonly at: number; readonly apps: Promise<readonly OpenApp[]> } | undefined;
  ctx.signals.on(APP_CHANGED, () => (kept = undefined));
  const load = async (): Promise<readonly OpenApp[]> =>
    (await ctx.storage.read((at) => selectApps(at, null))).map((row) => openApp(ctx, row));
  return async (appId) => {
    const now = ctx.clock.now().getTime();
    if (!kept || Math.abs(now - kept.at) >= FRESH_MS) {
      const apps = load();
      kept = { at: now, apps };
      apps.catch(() => (kept = undefined));
    }
    const apps = await kept.apps;
    return appId === null ? apps : apps.filter((app) => app.id === appId);
  };
}
