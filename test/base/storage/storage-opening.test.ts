import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openStorage } from '../../../server/base/storage/index.ts';
import { dialects } from '../../support/dialects.ts';
import { freePort } from '../../support/free-port.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { makeTempDir, type TempDir } from '../../support/temp-dir.ts';
import { type Migration, writeMigrations } from '../../support/write-migrations.ts';
import { addNote, NOTEBOOK, noteIds } from './notebook.ts';

const STATEMENT = 'CREATE TABLE second (id text PRIMARY KEY)';
const SECOND: Migration = { sqlite: [STATEMENT], postgres: [STATEMENT] };

let folder: TempDir;
let older: string;
let newer: string;

beforeAll(async () => {
  folder = await makeTempDir('migrations');
  older = await writeMigrations(`${folder.path}/older`, [NOTEBOOK]);
  newer = await writeMigrations(`${folder.path}/newer`, [NOTEBOOK, SECOND]);
});

afterAll(() => folder?.remove());

describe.each(dialects)('opening a storage on $name', (dialect) => {
  test('applies what is new to a database that is behind, and keeps its rows', async () => {
    const opened = await dialect.open({ migrations: older });
    try {
      await opened.storage.write((tx) => addNote(tx, 'kept'));
      await opened.storage.close();
      const storage = await opened.openAnother({ migrations: newer });
      expect(await storage.read(noteIds)).toEqual(['kept']);
    } finally {
      await opened.close();
    }
  });

  test('refuses a database that a newer version has changed', async () => {
    const opened = await dialect.open({ migrations: newer });
    try {
      await opened.storage.close();
      const opening = opened.openAnother({ migrations: older });
      await expect(opening).rejects.toThrow('The database was written by a newer version of Threadtie.');
    } finally {
      await opened.close();
    }
  });

  test('says where the data is without giving away a password', async () => {
    const opened = await dialect.open({ migrations: older });
    expect(opened.storage.where).toContain(dialect.name === 'sqlite' ? opened.dataDir : '127.0.0.1');
    expect(opened.storage.where).not.toContain('@');
    await opened.close();
  });
});

describe('opening a storage on Postgres alone', () => {
  test('migrates once when three processes start at the same instant', async () => {
    const databaseUrl = await createTestDatabase();
    const options = { databaseUrl, dataDir: '', migrations: newer, poolSize: 2 };
    const storages = await Promise.all([1, 2, 3].map(() => openStorage(options)));
    await Promise.all(storages.map((storage) => storage.close()));
    expect(await appliedMigrations(databaseUrl)).toBe(2);
  });

  test('says in one sentence that the server cannot be reached', async () => {
    const url = new URL(inject('postgresUrl'));
    url.port = String(await freePort());
    const opening = openStorage({ databaseUrl: url.href, dataDir: '', migrations: older });
    await expect(opening).rejects.toMatchObject({
      code: 'storage_unavailable',
      trouble: 'unreachable',
      message: 'The database cannot be reached.',
      hint: expect.stringContaining('DATABASE_URL'),
    });
  });

  test('a connection that the server ends is told as unavailable, and the next write works', async () => {
    const databaseUrl = await createTestDatabase();
    const storage = await openStorage({ databaseUrl, dataDir: '', migrations: older });
    try {
      const broken = storage.write(async (tx) => {
        await addNote(tx, 'lost');
        await endConnections(databaseUrl);
        await addNote(tx, 'never');
      });
      await expect(broken).rejects.toMatchObject({ code: 'storage_unavailable' });
      await storage.write((tx) => addNote(tx, 'next'));
      expect(await storage.read(noteIds)).toEqual(['next']);
    } finally {
      await storage.close();
    }
  });
});

async function appliedMigrations(url: string): Promise<number> {
  return await query(url, 'SELECT count(*)::int AS answer FROM drizzle.__drizzle_migrations');
}

async function endConnections(url: string): Promise<void> {
  await query(
    url,
    `SELECT count(pg_terminate_backend(pid))::int AS answer FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
}

async function query(url: string, text: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: number }>(text);
    return rows[0]?.answer ?? Number.NaN;
  } finally {
    await client.end();
  }
}
