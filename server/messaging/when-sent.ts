import type { Ctx } from '../base/ctx.ts';
import { selectMessage } from './store.ts';

/** When a message was last handed to the platform, or else when it was asked for; null: there is no such message. */
export async function whenSent(ctx: Ctx, id: string): Promise<Date | null> {
  const row = await ctx.storage.read((at) => selectMessage(at, id));
  return row?.sendingAt ?? row?.createdAt ?? null;
}
