import type { Ctx } from '../base/ctx.ts';
import { selectPage } from './store.ts';

/** Whether the Page is one of ours, and was not disconnected. */
export async function isConnectedPage(ctx: Ctx, id: string): Promise<boolean> {
  const row = await ctx.storage.read((at) => selectPage(at, id));
  return row !== undefined && row.disconnectedAt === null;
}
