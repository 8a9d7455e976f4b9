import type { EntryPoint } from '../../shared/api/entry-points.ts';
import type { Ctx } from '../base/ctx.ts';
import { toEntryPoint } from './entry-point.ts';
import { fetchOwn } from './fetch-own.ts';

/**
 * One entry point, whatever its state.
 * @throws {ThreadtieError} `not_found`, also for another site's
 */
export async function getEntryPoint(ctx: Ctx, key: string): Promise<EntryPoint> {
  return await toEntryPoint(ctx, await fetchOwn(ctx, key, 'entry-points:read'));
}
