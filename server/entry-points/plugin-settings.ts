import type { PluginSettings } from '../../shared/api/entry-points.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { replacePluginStops, selectPluginStops } from './plugin-store.ts';

/** Where Meta's plugins are switched off. */
export async function getPluginSettings(ctx: Ctx): Promise<PluginSettings> {
  requireScope(ctx.actor, 'entry-points:read', null);
  const { isEverywhere, pageIds } = await ctx.storage.read(selectPluginStops);
  return { isStoppedEverywhere: isEverywhere, stoppedPageIds: [...pageIds] };
}

/** Switches Meta's plugins off there and nowhere else; browsers hear of it at the visitor's next act. */
export async function setPluginSettings(ctx: Ctx, input: PluginSettings): Promise<PluginSettings> {
  requireScope(ctx.actor, 'entry-points:write', null);
  const stops = { isEverywhere: input.isStoppedEverywhere, pageIds: input.stoppedPageIds };
  await ctx.storage.write(async (tx) => {
    await replacePluginStops(tx, stops, ctx.clock.now());
    await recordAudit(ctx, { action: 'plugin_settings.set', subject: 'plugin', siteId: null });
  });
  return await getPluginSettings(ctx);
}
