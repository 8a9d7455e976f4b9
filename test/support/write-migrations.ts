import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The statements of one migration, in both dialects. */
export interface Migration {
  readonly sqlite: readonly string[];
  readonly postgres: readonly string[];
}

/** Any instant will do, as long as later migrations have later ones. */
const FIRST = Date.UTC(2026, 0, 1);

/** Writes migrations as the generator lays them out, one sub-folder per dialect, and answers the folder. */
export async function writeMigrations(folder: string, migrations: readonly Migration[]): Promise<string> {
  for (const dialect of ['sqlite', 'postgres'] as const) {
    const meta = join(folder, dialect, 'meta');
    await mkdir(meta, { recursive: true });
    const entries = migrations.map((_, idx) => ({
      idx,
      version: '7',
      when: FIRST + idx,
      tag: `m${idx}`,
      breakpoints: true,
    }));
    const journal = { version: '7', dialect: dialect === 'sqlite' ? 'sqlite' : 'postgresql', entries };
    await writeFile(join(meta, '_journal.json'), JSON.stringify(journal));
    for (const [idx, migration] of migrations.entries()) {
      await writeFile(join(folder, dialect, `m${idx}.sql`), migration[dialect].join(';\n--> statement-breakpoint\n'));
    }
  }
  return folder;
}
