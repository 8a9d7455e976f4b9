import type { Ctx } from '../base/ctx.ts';
import { selectPage } from './store.ts';

/** Whether the Page is one of ours. */
export async function isConnectedPage(ctx: Ctx, id: string): Promise<boolean> {
  return (await ctx.storage.read((at) => selectPage(at, id))) !== undefined;
}
