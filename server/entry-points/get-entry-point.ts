import type { EntryPoint } from '../../shared/api/entry-points.ts';
import type { Ctx } from '../base/ctx.ts';
import { toEntryPoint } from './entry-point.ts';
import { fetchOwn } from './fetch-own.ts';
import { selectAliases } from './store.ts';

/**
 * One entry point, whatever its state.
 * @throws {ThreadtieError} `not_found`, also for another site's
 */
export async function getEntryPoint(ctx: Ctx, key: string): Promise<EntryPoint> {
  const row = await fetchOwn(ctx, key, 'entry-points:read');
  const aliases = await ctx.storage.read((at) => selectAliases(at, [key]));
  return toEntryPoint(ctx.settings, row, aliases.get(key) ?? []);
}
