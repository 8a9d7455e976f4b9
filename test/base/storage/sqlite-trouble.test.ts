import { chmod, mkdir, open, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStorage, type Storage } from '../../../server/base/storage/index.ts';
import { makeTempDir, type TempDir } from '../../support/temp-dir.ts';
import { writeMigrations } from '../../support/write-migrations.ts';
import { addNote, NOTEBOOK, noteIds } from './notebook.ts';
import { type Child, runChild } from './run-child.ts';

describe('a SQLite file in trouble', () => {
  let folder: TempDir;
  let dataDir: string;
  let migrations: string;
  let file: string;
  let children: Child[];

  beforeEach(async () => {
    folder = await makeTempDir('trouble');
    await chmod(folder.path, 0o755);
    dataDir = join(folder.path, 'data');
    file = join(dataDir, 'threadtie.sqlite');
    migrations = await writeMigrations(join(folder.path, 'migrations'), [NOTEBOOK]);
    await mkdir(dataDir);
    children = [];
  });

  afterEach(async () => {
    await Promise.all(children.map((child) => child.kill()));
    await chmod(dataDir, 0o755);
    await folder.remove();
  });

  const openHere = (): Promise<Storage> => openStorage({ dataDir, migrations });

  async function child(task: string, options?: { fileLimitKb?: number }): Promise<Child> {
    const started = await runChild([task, dataDir, migrations], options);
    children.push(started);
    return started;
  }

  async function fillWith(ids: number): Promise<void> {
    const storage = await openHere();
    await storage.write(async (tx) => {
      for (let id = 0; id < ids; id++) await addNote(tx, `note ${id} ${'.'.repeat(100)}`);
    });
    await storage.close();
  }

  const CORRUPT = {
    code: 'storage_unavailable',
    trouble: 'corrupt',
    message: 'The database file is damaged or is not a SQLite database.',
    hint: expect.stringContaining('Restore it from a backup'),
  };

  test('that is no database at all is refused, and left as it is', async () => {
    await writeFile(file, 'Dear diary, '.repeat(500));
    await expect(openHere()).rejects.toMatchObject(CORRUPT);
    expect(await readFile(file, 'utf8')).toMatch(/^Dear diary/);
  });

  test('with a damaged page in the middle is refused at the start', async () => {
    await fillWith(500);
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(8192, 0x5a), 0, 8192, 16_384);
    await handle.close();
    await expect(openHere()).rejects.toMatchObject(CORRUPT);
  });

  test('that was cut off is refused at the start', async () => {
    await fillWith(500);
    await truncate(file, 20_000);
    await expect(openHere()).rejects.toMatchObject(CORRUPT);
  });

  test('that another Threadtie uses is refused at once', async () => {
    expect((await child('hold')).said).toEqual({ held: true });
    const times: number[] = []; // several, for the machine may stand still during one
    for (let attempt = 0; attempt < 3; attempt++) {
      const begun = performance.now();
      await expect(openHere()).rejects.toMatchObject({
        trouble: 'locked',
        message: 'The database file is locked by another process.',
        hint: expect.stringContaining('use Postgres for several'),
      });
      times.push(performance.now() - begun);
    }
    expect(Math.min(...times)).toBeLessThan(1000);
  });

  test('that another program has locked is refused', async () => {
    await fillWith(1);
    expect((await child('lockFile')).said).toEqual({ held: true });
    await expect(openHere()).rejects.toMatchObject({ trouble: 'locked' });
  });

  test('opens again after the process that held it was killed', async () => {
    await (await child('hold')).kill();
    const storage = await openHere();
    await storage.write((tx) => addNote(tx, 'a'));
    expect(await storage.read(noteIds)).toEqual(['a']);
    await storage.close();
  });

  test('is used by one of three processes that start at once, and the two others say so', async () => {
    const started = await Promise.all([child('hold'), child('hold'), child('hold')]);
    const outcomes = started.map(({ said }) => said['trouble'] ?? said);
    expect(outcomes).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === 'locked')).toHaveLength(2);
    expect(outcomes).toContainEqual({ held: true });
  });

  test('that may only be read is refused', async () => {
    await fillWith(1);
    for (const name of [file, `${file}.lock`]) await chmod(name, 0o444);
    await chmod(dataDir, 0o555);
    const { said } = await child('writeAsStranger');
    expect(said).toMatchObject({
      trouble: 'readonly',
      message: 'The database is read-only.',
      hint: expect.stringContaining('write permission'),
    });
  });

  test('in a folder that may not be written is refused', async () => {
    await chmod(dataDir, 0o555);
    const { said } = await child('writeAsStranger');
    expect(said).toMatchObject({
      trouble: 'closed',
      message: 'The database file cannot be opened.',
      hint: expect.stringContaining('DATA_DIR'),
    });
  });

  test('on a full disk refuses the write, and keeps all it has acknowledged', async () => {
    const { said, kill } = await child('fillUp', { fileLimitKb: 2048 });
    expect(said).toMatchObject({ trouble: 'full', message: 'The disk that holds the database is full.' });
    expect(said['stored']).toBeGreaterThan(50);
    expect(said['found']).toBe(said['stored']);
    await kill();
    const storage = await openHere();
    expect(await storage.read(noteIds)).toHaveLength(Number(said['stored']));
    await storage.write((tx) => addNote(tx, 'there is room again'));
    await storage.close();
  });

  test('on a full disk undoes a whole write, also when its savepoints swallow the refusals', async () => {
    const { said } = await child('fillUpBehindSavepoints', { fileLimitKb: 2048 });
    expect(said).toMatchObject({ trouble: 'full', found: 0 });
  });

  test('that cannot be in its place, because a file has the name of its folder, is refused', async () => {
    const notAFolder = join(folder.path, 'file');
    await writeFile(notAFolder, '');
    await expect(openStorage({ dataDir: notAFolder, migrations })).rejects.toMatchObject({ trouble: 'closed' });
  });
});
