import { queueTables } from '../../../server/base/queue/index.ts';
import { defineTables, type Storage, type Tx } from '../../../server/base/storage/index.ts';
import type { Migration } from '../../support/write-migrations.ts';

/** What jobs write in these tests: one row each time a handler had an effect. */
export const effectTables = defineTables((kit) => ({
  effects: kit.table('effects', { number: kit.serial(), label: kit.text().notNull() }),
}));

/** Writes an effect. */
export async function addEffect(tx: Tx, label: string): Promise<void> {
  await tx.db.insert(effectTables.of(tx).effects).values({ label });
}

/** The effects that were committed, oldest first. */
export async function listEffects(storage: Storage): Promise<string[]> {
  return await storage.read(async (at) => {
    const { effects } = effectTables.of(at);
    const rows = await at.db.select({ label: effects.label }).from(effects).orderBy(effects.number);
    return rows.map(({ label }) => label);
  });
}

/** The migration that makes the queue's tables and these. */
export async function writeQueueMigration(): Promise<Migration> {
  const kit = await import('drizzle-kit/api');
  const lite = { ...queueTables.sqlite, ...effectTables.sqlite };
  const pg = { ...queueTables.postgres, ...effectTables.postgres };
  const casing = 'snake_case';
  return {
    sqlite: await kit.generateSQLiteMigration(
      await kit.generateSQLiteDrizzleJson({}, undefined, casing),
      await kit.generateSQLiteDrizzleJson(lite, undefined, casing),
    ),
    postgres: await kit.generateMigration(
      kit.generateDrizzleJson({}, undefined, undefined, casing),
      kit.generateDrizzleJson(pg, undefined, undefined, casing),
    ),
  };
}
