import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Storage, type Tx, UniqueConflict } from '../../../server/base/storage/index.ts';
import { dialects } from '../../support/dialects.ts';
import { makeGate } from '../../support/gate.ts';
import { addCounter, addNote, counterValue, increment, noteIds, tables } from './notebook.ts';
import { type Notebook, openNotebook } from './open-notebook.ts';

describe.each(dialects)('storage on $name', (dialect) => {
  let notebook: Notebook;
  let storage: Storage;

  beforeAll(async () => {
    notebook = await openNotebook(dialect);
    storage = notebook.storage;
  });

  afterAll(() => notebook?.close());

  beforeEach(() => notebook.empty());

  const seen = (): Promise<string[]> => storage.read(noteIds);

  describe('a write', () => {
    test('is visible to every reader once it resolved, and answers what its work answered', async () => {
      const answer = await storage.write(async (tx) => {
        await addNote(tx, 'a');
        return 'done';
      });
      expect(answer).toBe('done');
      expect(await seen()).toEqual(['a']);
    });

    test('is undone when its work fails after an await', async () => {
      const failing = storage.write(async (tx) => {
        await addNote(tx, 'a');
        await new Promise((resolve) => setImmediate(resolve));
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await seen()).toEqual([]);
    });

    test('does not stop the next one by its failure', async () => {
      await storage.write(() => Promise.reject(new Error('no'))).catch(() => undefined);
      await storage.write((tx) => addNote(tx, 'b'));
      expect(await seen()).toEqual(['b']);
    });

    test('is not seen by a reader before it is committed', async () => {
      const [written, finish] = [makeGate(), makeGate()];
      const writing = storage.write(async (tx) => {
        await addNote(tx, 'a');
        written.open();
        await finish.opened;
      });
      await written.opened;
      expect(await seen()).toEqual([]);
      finish.open();
      await writing;
      expect(await seen()).toEqual(['a']);
    });

    test('sees its own changes, also by a read inside it', async () => {
      const found = await storage.write(async (tx) => {
        await addNote(tx, 'a');
        return [await noteIds(tx), await storage.read(noteIds)];
      });
      expect(found).toEqual([['a'], ['a']]);
    });

    test('loses no update against fifty others of the same row', async () => {
      await storage.write((tx) => addCounter(tx, 'c'));
      await Promise.all(Array.from({ length: 50 }, () => storage.write((tx) => increment(tx, 'c'))));
      expect(await storage.read((at) => counterValue(at, 'c'))).toBe(50);
    });

    test('waits for the one before it when both change the same row', async () => {
      await storage.write((tx) => addCounter(tx, 'c'));
      const [begun, finish] = [makeGate(), makeGate()];
      const order: string[] = [];
      const first = storage.write(async (tx) => {
        await increment(tx, 'c');
        begun.open();
        await finish.opened;
        order.push('first');
      });
      await begun.opened;
      const second = storage.write(async (tx) => {
        await increment(tx, 'c');
        order.push('second');
        return await counterValue(tx, 'c');
      });
      finish.open();
      await first;
      expect(await second).toBe(2);
      expect(order).toEqual(['first', 'second']);
    });

    test('refuses what is done through it after it ended', async () => {
      const late = await storage.write(async (tx) => ({ tx }));
      expect(() => late.tx.db).toThrow('after it ended');
      expect(() => late.tx.afterCommit(() => undefined)).toThrow('after it ended');
    });

    test('refuses work that nobody awaited, once it ended', async () => {
      let late: Promise<void> | undefined;
      await storage.write(async (tx) => {
        late = new Promise((resolve) => setTimeout(resolve, 20)).then(() => addNote(tx, 'late'));
      });
      await expect(late).rejects.toThrow('an await is missing');
      expect(await seen()).toEqual([]);
    });
  });

  describe('a write inside a write', () => {
    test('commits with the outer one', async () => {
      await storage.write(async (outer) => {
        await addNote(outer, 'outer');
        await storage.write((inner) => addNote(inner, 'inner'));
      });
      expect(await seen()).toEqual(['inner', 'outer']);
    });

    test('is undone with the outer one', async () => {
      const failing = storage.write(async () => {
        await storage.write((inner) => addNote(inner, 'inner'));
        throw new Error('outer failed');
      });
      await expect(failing).rejects.toThrow('outer failed');
      expect(await seen()).toEqual([]);
    });

    test('undoes the outer one by its failure, even when the error is swallowed', async () => {
      const failing = storage.write(async (outer) => {
        await addNote(outer, 'outer');
        await storage.write(() => Promise.reject(new Error('inner failed'))).catch(() => undefined);
      });
      await expect(failing).rejects.toThrow('inner failed');
      expect(await seen()).toEqual([]);
    });
  });

  describe('a unique conflict', () => {
    const insertTwice = (tx: Tx): Promise<void> => addNote(tx, 'same').then(() => addNote(tx, 'same'));

    test('is the same typed error whether the key or an index refuses', async () => {
      await expect(storage.write(insertTwice)).rejects.toBeInstanceOf(UniqueConflict);
      await storage.write((tx) => addNote(tx, 'x'));
      const again = storage.write((tx) => tx.db.insert(tables.of(tx).notes).values({ id: 'y', body: 'x' }));
      await expect(again).rejects.toBeInstanceOf(UniqueConflict);
    });

    test('names what refused the row', async () => {
      await storage.write((tx) => addNote(tx, 'x'));
      const again = storage.write((tx) => tx.db.insert(tables.of(tx).notes).values({ id: 'y', body: 'x' }));
      await expect(again).rejects.toMatchObject({ constraint: expect.stringMatching(/notes.body/) });
    });

    test('leaves nothing of its transaction behind', async () => {
      await storage.write(insertTwice).catch(() => undefined);
      expect(await seen()).toEqual([]);
    });

    test('is not confused with a missing foreign row', async () => {
      const orphan = storage.write((tx) =>
        tx.db.insert(tables.of(tx).notes).values({ id: 'o', body: 'o', counterId: 'missing' }),
      );
      await expect(orphan).rejects.not.toBeInstanceOf(UniqueConflict);
    });
  });

  describe('a prepared statement', () => {
    test('answers for the values it is given, in reads and writes', async () => {
      const find = (
        at: { prepared: Tx['prepared']; dialect: Tx['dialect'] },
        id: string,
      ): Promise<{ id: string }[]> => {
        const { notes } = tables.of(at);
        return at
          .prepared('test.find-note', (db) =>
            db
              .select({ id: notes.id })
              .from(notes)
              .where(eq(notes.id, sql.placeholder('id'))),
          )
          .execute({ id });
      };
      await storage.write(async (tx) => {
        await addNote(tx, 'a');
        expect(await find(tx, 'a')).toEqual([{ id: 'a' }]);
      });
      expect(await storage.read((at) => find(at, 'a'))).toEqual([{ id: 'a' }]);
      expect(await storage.read((at) => find(at, 'b'))).toEqual([]);
    });
  });

  test('every kind of column gives back what was put in', async () => {
    const sample = {
      isTrue: true,
      at: new Date('2026-01-02T03:04:05.678Z'),
      tree: { leaves: ['ä', '"', "'"] },
      raw: Buffer.from([0, 255, 10]),
      big: 2 ** 52 + 1,
    };
    const rows = await storage.write((tx) => tx.db.insert(tables.of(tx).samples).values(sample).returning());
    expect(rows).toEqual([{ ...sample, number: expect.any(Number) }]);
    const [read] = await storage.read((at) => at.db.select().from(tables.of(at).samples));
    expect(read).toEqual(rows[0]);
  });

  test('every kind of column keeps a null, also one that is bound to a prepared statement', async () => {
    const bound = {
      isTrue: sql.placeholder('isTrue'),
      at: sql.placeholder('at'),
      tree: sql.placeholder('tree'),
      raw: sql.placeholder('raw'),
      big: sql.placeholder('big'),
    };
    const nulls = { isTrue: null, at: null, tree: null, raw: null, big: null };
    await storage.write(async (tx) => {
      const { samples } = tables.of(tx);
      await tx.db.insert(samples).values(nulls);
      await tx.prepared('test.insert-sample', (db) => db.insert(samples).values(bound)).execute(nulls);
    });
    const rows = await storage.read((at) => at.db.select().from(tables.of(at).samples));
    expect(rows).toEqual([
      { ...nulls, number: expect.any(Number) },
      { ...nulls, number: expect.any(Number) },
    ]);
  });
});
