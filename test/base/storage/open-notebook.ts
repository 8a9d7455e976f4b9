import type { Dialect, OpenedStorage } from '../../support/dialects.ts';
import { makeTempDir } from '../../support/temp-dir.ts';
import { writeMigrations } from '../../support/write-migrations.ts';
import { NOTEBOOK, tables } from './notebook.ts';

/** A storage that holds the notebook's tables. */
export interface Notebook extends OpenedStorage {
  /** Removes every row. */
  empty(): Promise<void>;
}

/** Opens a storage of the dialect with empty notebook tables. */
export async function openNotebook(dialect: Dialect): Promise<Notebook> {
  const folder = await makeTempDir('migrations');
  const migrations = await writeMigrations(folder.path, [NOTEBOOK]);
  const opened = await dialect.open({ migrations }).catch(async (error: unknown) => {
    await folder.remove();
    throw error;
  });
  return {
    ...opened,
    empty: () =>
      opened.storage.write(async (tx) => {
        const { notes, counters, samples } = tables.of(tx);
        await tx.db.delete(notes);
        await tx.db.delete(counters);
        await tx.db.delete(samples);
      }),
    async close() {
      await opened.close();
      await folder.remove();
    },
  };
}
