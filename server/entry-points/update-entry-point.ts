import type { EntryPoint, UpdateEntryPointBody } from '../../shared/api/entry-points.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { assertAliasesAreFree } from './assert-aliases-are-free.ts';
import { assertTakeoverIsFree } from './assert-takeover-is-free.ts';
import { toEntryPoint } from './entry-point.ts';
import { fetchOwn } from './fetch-own.ts';
import { updateEntryPointRow } from './store.ts';

/** Changes an entry point; what is left out stays. Key, code, site and Page never change. */
export async function updateEntryPoint(ctx: Ctx, key: string, input: UpdateEntryPointBody): Promise<EntryPoint> {
  return await ctx.storage.write(async (tx) => {
    const row = await fetchOwn(ctx, key, 'entry-points:write');
    const { aliases, takesOver, ...fields } = input;
    const change = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const updated = await updateEntryPointRow(tx, key, { ...change, updatedAt: ctx.clock.now() });
    if (aliases) await assertAliasesAreFree(tx, row, [...new Set(aliases)]);
    if (takesOver) await assertTakeoverIsFree(ctx, tx, row, takesOver);
    await recordAudit(ctx, { action: 'entry_point.updated', subject: key, siteId: row.siteId });
    return await toEntryPoint(ctx, updated ?? row);
  });
}

/** Archives, pauses or restores (`active`) an entry point. Its link opens the Page in every state. */
export async function setEntryPointStatus(
  ctx: Ctx,
  key: string,
  status: 'active' | 'paused' | 'archived',
): Promise<EntryPoint> {
  requireScope(ctx.actor, 'entry-points:write');
  return await ctx.storage.write(async (tx) => {
    const row = await fetchOwn(ctx, key, 'entry-points:write');
    const updated = await updateEntryPointRow(tx, key, { status, updatedAt: ctx.clock.now() });
    const action = status === 'active' ? 'restored' : status;
    await recordAudit(ctx, { action: `entry_point.${action}`, subject: key, siteId: row.siteId });
    return await toEntryPoint(ctx, updated ?? row);
  });
}
