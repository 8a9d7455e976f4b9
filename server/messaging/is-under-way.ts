import type { Ctx } from '../base/ctx.ts';
import { selectMessage } from './store.ts';

/** Whether a message waits to be sent, or is being sent. */
export async function isUnderWay(ctx: Ctx, id: string): Promise<boolean> {
  const row = id === '' ? undefined : await ctx.storage.read((at) => selectMessage(at, id));
  return row !== undefined && row.settledAt === null;
}
