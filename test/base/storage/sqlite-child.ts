/**
 * A process of its own that uses a SQLite storage: `node sqlite-child.ts <task> <data folder> <migrations folder>`.
 * It prints one line of JSON: what happened, or the typed error it met.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStorage, type Storage, StorageUnavailable, type Tx } from '../../../server/base/storage/index.ts';
import { tables } from './notebook.ts';

const [task = '', dataDir = '', migrations = ''] = process.argv.slice(2);

const TASKS: Record<string, () => Promise<object>> = {
  /** Opens the storage and keeps it until the process is ended. */
  async hold() {
    return keep(await openStorage({ dataDir, migrations }));
  },
  /** Locks the database file as a foreign program would, past our own lock. */
  async lockFile() {
    const database = new Database(join(dataDir, 'threadtie.sqlite'));
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
    return keep(database);
  },
  /** Opens and writes as an account that owns nothing here; root would be let through every file mode. */
  async writeAsStranger() {
    new Database(':memory:').close(); // loads the driver while its folder may still be entered
    if (process.getuid?.() === 0) process.seteuid?.(65_534);
    return await fill(1);
  },
  /** Writes until the disk (here: the limit on a file's size) refuses. */
  fillUp: () => fill(10_000),
  /** The same in one write, each note behind a savepoint whose failure is swallowed. */
  async fillUpBehindSavepoints() {
    const storage = await openStorage({ dataDir, migrations });
    let refused = 0;
    const writing = storage.write(async (tx) => {
      for (let id = 0; id < 10_000; id++) await tx.savepoint(() => addPage(tx, id)).catch(() => refused++);
    });
    const outcome = await writing.then(() => ({ stored: true }), describe);
    return { ...outcome, refused, found: await countNotes(storage) };
  },
};

/** Stays alive with the thing in use: what nobody refers to is collected, and lets go of its locks. */
function keep(thing: object): object {
  setInterval(() => Reflect.has(thing, 'close'), 1000);
  return { held: true };
}

async function addPage(tx: Tx, id: number): Promise<void> {
  await tx.db.insert(tables.of(tx).notes).values({ id: String(id), body: String(id).padEnd(4000, '.') });
}

async function fill(notes: number): Promise<object> {
  const storage = await openStorage({ dataDir, migrations });
  let stored = 0;
  try {
    for (; stored < notes; stored++) {
      const id = stored;
      await storage.write((tx) => addPage(tx, id));
    }
    return { stored };
  } catch (error) {
    return { ...describe(error), stored, found: await countNotes(storage) };
  }
}

async function countNotes(storage: Storage): Promise<number> {
  return (await storage.read((at) => at.db.select({ id: tables.of(at).notes.id }).from(tables.of(at).notes))).length;
}

function describe(error: unknown): object {
  if (!(error instanceof StorageUnavailable)) return { unexpected: String(error) };
  return { trouble: error.trouble, message: error.message, hint: error.hint };
}

const outcome = await (TASKS[task]?.() ?? Promise.reject(new Error(`no task "${task}"`))).catch(describe);
console.log(JSON.stringify(outcome));
