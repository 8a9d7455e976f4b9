import type { Ctx } from '../base/ctx.ts';
import { selectApps } from './store.ts';

/** Whether this app is one of ours; tokens may outlive theirs. */
export async function knowsApp(ctx: Ctx, appId: string): Promise<boolean> {
  return (await ctx.storage.read((at) => selectApps(at, appId))).length > 0;
}
