import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { executeRows, type Gathering, type Storage, UniqueConflict } from '../../../server/base/storage/index.ts';
import { dialects } from '../../support/dialects.ts';
import { addNote, noteIds, tables } from './notebook.ts';
import { type Notebook, openNotebook } from './open-notebook.ts';

interface Note {
  readonly id: string;
  readonly body: string;
}

describe.each(dialects)('rows that are gathered in a transaction on $name', (dialect) => {
  let notebook: Notebook;
  let storage: Storage;
  const runs: string[][] = [];

  beforeAll(async () => {
    notebook = await openNotebook(dialect);
    storage = notebook.storage;
  });
  afterAll(() => notebook?.close());
  beforeEach(async () => {
    await notebook.empty();
    runs.length = 0;
  });

  const NOTES: Gathering<Note> = {
    name: 'test.notes',
    async write(tx, rows) {
      runs.push(rows.map(({ id }) => id));
      await executeRows(tx, 'test.notes', rows, (db, slots) => db.insert(tables.of(tx).notes).values(slots));
    },
  };
  const note = (id: string): Note => ({ id, body: id });
  const seen = (): Promise<string[]> => storage.read(noteIds);

  test('are written together at the end, in the order they were handed in', async () => {
    await storage.write(async (tx) => {
      for (const id of ['b', 'a', 'c']) tx.gather(NOTES, note(id));
      expect(await noteIds(tx)).toEqual([]);
    });
    expect(runs).toEqual([['b', 'a', 'c']]);
    expect(await seen()).toEqual(['a', 'b', 'c']);
  });

  test('are written at once where something is to follow from them, and only once', async () => {
    await storage.write(async (tx) => {
      tx.gather(NOTES, note('a'));
      await tx.writeGathered(NOTES);
      expect(await noteIds(tx)).toEqual(['a']);
      tx.gather(NOTES, note('b'));
    });
    expect(runs).toEqual([['a'], ['b']]);
  });

  test('are not written at once inside a savepoint that they stand before: its failure does not cost them', async () => {
    await storage.write(async (tx) => {
      tx.gather(NOTES, note('before'));
      const failing = tx.savepoint(async () => {
        tx.gather(NOTES, note('inside'));
        await tx.writeGathered(NOTES);
        expect(await noteIds(tx)).toEqual(['inside']);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      await tx.writeGathered(NOTES);
      expect(await noteIds(tx)).toEqual(['before']);
    });
    expect(await seen()).toEqual(['before']);
  });

  test.each([0, 1, 7, 300, 513])('are all written when there are %i of them', async (amount) => {
    await storage.write(async (tx) => {
      for (let number = 0; number < amount; number++) tx.gather(NOTES, note(`n${number}`));
    });
    expect(await seen()).toHaveLength(amount);
  });

  test('are not written when the transaction fails', async () => {
    const failing = storage.write(async (tx) => {
      tx.gather(NOTES, note('a'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([runs, await seen()]).toEqual([[], []]);
  });

  test('fail the transaction when they cannot be written', async () => {
    const failing = storage.write(async (tx) => {
      await addNote(tx, 'a');
      tx.gather(NOTES, note('a'));
    });
    await expect(failing).rejects.toBeInstanceOf(UniqueConflict);
    expect(await seen()).toEqual([]);
  });

  test('are there when the savepoint ends in which they were handed in; earlier ones wait on', async () => {
    await storage.write(async (tx) => {
      tx.gather(NOTES, note('outside'));
      await tx.savepoint(async () => tx.gather(NOTES, note('inside')));
      expect(await noteIds(tx)).toEqual(['inside']);
    });
    expect(await seen()).toEqual(['inside', 'outside']);
  });

  test('are forgotten with the savepoint that fails, and cost no other', async () => {
    await storage.write(async (tx) => {
      tx.gather(NOTES, note('outside'));
      const failing = tx.savepoint(async () => {
        tx.gather(NOTES, note('inside'));
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
    });
    expect(await seen()).toEqual(['outside']);
  });

  test('fail the savepoint alone when they cannot be written', async () => {
    await storage.write(async (tx) => {
      await addNote(tx, 'a');
      await expect(tx.savepoint(async () => tx.gather(NOTES, note('a')))).rejects.toBeInstanceOf(UniqueConflict);
    });
    expect(await seen()).toEqual(['a']);
  });

  test('may hand in others while they are written', async () => {
    const CHAIN: Gathering<number> = {
      name: 'test.chain',
      async write(tx, numbers) {
        for (const left of numbers) {
          tx.gather(NOTES, note(`n${left}`));
          if (left > 1) tx.gather(CHAIN, left - 1);
        }
      },
    };
    await storage.write(async (tx) => tx.gather(CHAIN, 3));
    expect(await seen()).toEqual(['n1', 'n2', 'n3']);
  });

  test('are written before the work that was put off to the end, and after it where that hands in more', async () => {
    let met: string[] = [];
    await storage.write(async (tx) => {
      tx.beforeCommit('last', async () => {
        met = await noteIds(tx);
        tx.gather(NOTES, note('late'));
      });
      tx.gather(NOTES, note('early'));
    });
    expect([met, await seen()]).toEqual([['early'], ['early', 'late']]);
  });

  test('stand beside what a transaction remembers, which is asked for once and anew after a savepoint failed', async () => {
    let asked = 0;
    await storage.write(async (tx) => {
      const ask = (): Promise<number> => tx.remember('test.asked', async () => ++asked);
      expect([await ask(), await ask()]).toEqual([1, 1]);
      await tx.savepoint(() => Promise.reject(new Error('no'))).catch(() => undefined);
      expect(await ask()).toBe(2);
    });
    await storage.write((tx) => tx.remember('test.asked', async () => ++asked));
    expect(asked).toBe(3);
  });
});
