import type { Ctx } from '../base/ctx.ts';
import { selectByIds } from './store.ts';

/** What other rooms know of a Page. */
export interface FoundPage {
  readonly id: string;
  readonly name: string;
  readonly platform: 'messenger' | 'instagram';
  /** Of an Instagram account, where it is known. */
  readonly username: string | null;
}

/** Those of these Pages that are known, by id; also such that were disconnected. */
export async function findPages(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, FoundPage>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await ctx.storage.read((at) => selectByIds(at, wanted));
  return new Map(rows.map(({ id, name, platform, username }) => [id, { id, name, platform, username }]));
}
