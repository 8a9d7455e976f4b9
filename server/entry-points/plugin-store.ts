import { asc, inArray } from 'drizzle-orm';
import type { Reading, Tx } from '../base/storage/index.ts';
import { entryPointTables } from './tables.ts';

/** Stands for all Pages. */
const EVERYWHERE = '';

/** Where Meta's plugins are switched off. */
export interface PluginStops {
  readonly isEverywhere: boolean;
  readonly pageIds: readonly string[];
}

/** Where Meta's plugins are switched off, Pages by id. */
export async function selectPluginStops(at: Reading): Promise<PluginStops> {
  const t = entryPointTables.of(at).pluginStops;
  const ids = (await at.db.select().from(t).orderBy(asc(t.pageId))).map((row) => row.pageId);
  return { isEverywhere: ids.includes(EVERYWHERE), pageIds: ids.filter((id) => id !== EVERYWHERE) };
}

/** Whether Meta's plugins are switched off for the Page, there or everywhere. */
export async function isPluginStopped(at: Reading, pageId: string): Promise<boolean> {
  const t = entryPointTables.of(at).pluginStops;
  const rows = await at.db
    .select()
    .from(t)
    .where(inArray(t.pageId, [EVERYWHERE, pageId]))
    .limit(1);
  return rows.length > 0;
}

/** Switches Meta's plugins off there and nowhere else. */
export async function replacePluginStops(tx: Tx, stops: PluginStops, at: Date): Promise<void> {
  const t = entryPointTables.of(tx).pluginStops;
  const ids = [...(stops.isEverywhere ? [EVERYWHERE] : []), ...new Set(stops.pageIds)];
  await tx.db.delete(t);
  if (ids.length > 0) await tx.db.insert(t).values(ids.map((pageId) => ({ pageId, stoppedAt: at })));
}
