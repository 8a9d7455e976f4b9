import type { App } from '../../shared/api/apps.ts';
import type { Page } from '../../shared/api/list.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toApp } from './app.ts';
import { selectApps } from './store.ts';

/** Every app, oldest first. There are few: one page holds them all. */
export async function listApps(ctx: Ctx): Promise<Page<App>> {
  requireScope(ctx.actor, 'apps:read', null);
  const rows = await ctx.storage.read((at) => selectApps(at, null));
  const data = rows.map((row) => toApp(ctx, row));
  return { data, nextCursor: null };
}
