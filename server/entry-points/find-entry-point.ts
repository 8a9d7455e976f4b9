import type { LinkPolicy } from '../../shared/api/entry-points.ts';
import type { Ctx } from '../base/ctx.ts';
import { type EntryPointRow, selectByAlias, selectByCode, selectByKey } from './store.ts';

/** What other rooms know of an entry point. */
export interface FoundEntryPoint {
  readonly key: string;
  readonly code: string;
  readonly siteId: string;
  readonly pageId: string;
  readonly linkPolicy: LinkPolicy;
  readonly status: 'active' | 'paused' | 'archived';
}

/** The entry point with this key, whatever its state; null when there is none. */
export async function findEntryPointByKey(ctx: Ctx, key: string): Promise<FoundEntryPoint | null> {
  return found(await ctx.storage.read((at) => selectByKey(at, key)));
}

/** The entry point with this code, whatever its state; null when there is none. */
export async function findEntryPointByCode(ctx: Ctx, code: string): Promise<FoundEntryPoint | null> {
  return found(await ctx.storage.read((at) => selectByCode(at, code)));
}

/** The entry point a campaign ref stands for: its code, or an alias on that Page. */
export async function findEntryPointByCampaignRef(
  ctx: Ctx,
  pageId: string,
  ref: string,
): Promise<FoundEntryPoint | null> {
  return found(await ctx.storage.read(async (at) => (await selectByCode(at, ref)) ?? selectByAlias(at, pageId, ref)));
}

function found(row: EntryPointRow | undefined): FoundEntryPoint | null {
  return row ?? null;
}
