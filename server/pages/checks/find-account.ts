import type { Ctx } from '../../base/ctx.ts';
import { type PageRow, selectConnected } from '../store.ts';
import type { PageLook } from './look-at-page.ts';

/** The Instagram account that a Page was seen to have, when it is one of ours, however it came. */
export async function findAccount(ctx: Ctx, look: PageLook | null): Promise<PageRow | undefined> {
  const id = look?.facts?.value?.instagramId;
  if (!id) return undefined;
  const found = await ctx.storage.read((at) => selectConnected(at, [id]));
  return found.find((page) => page.platform === 'instagram');
}
