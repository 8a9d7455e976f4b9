import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Storage, UniqueConflict } from '../../../server/base/storage/index.ts';
import { dialects } from '../../support/dialects.ts';
import { addNote, noteIds } from './notebook.ts';
import { type Notebook, openNotebook } from './open-notebook.ts';

describe.each(dialects)('savepoints and what follows a commit on $name', (dialect) => {
  let notebook: Notebook;
  let storage: Storage;

  beforeAll(async () => {
    notebook = await openNotebook(dialect);
    storage = notebook.storage;
  });

  afterAll(() => notebook?.close());

  beforeEach(() => notebook.empty());

  const seen = (): Promise<string[]> => storage.read(noteIds);

  describe('a savepoint', () => {
    test('undoes only its own part when it fails', async () => {
      await storage.write(async (tx) => {
        await addNote(tx, 'before');
        const failing = tx.savepoint(async () => {
          await addNote(tx, 'inside');
          throw new Error('this one only');
        });
        await expect(failing).rejects.toThrow('this one only');
        await addNote(tx, 'after');
      });
      expect(await seen()).toEqual(['after', 'before']);
    });

    test('lets the transaction go on after a unique conflict, which it throws typed', async () => {
      await storage.write(async (tx) => {
        await addNote(tx, 'a');
        await expect(tx.savepoint(() => addNote(tx, 'a'))).rejects.toBeInstanceOf(UniqueConflict);
        await addNote(tx, 'b');
      });
      expect(await seen()).toEqual(['a', 'b']);
    });

    test('shields the outer write from a failed inner write', async () => {
      await storage.write(async (tx) => {
        await addNote(tx, 'outer');
        await tx.savepoint(() => storage.write(() => Promise.reject(new Error('inner')))).catch(() => undefined);
      });
      expect(await seen()).toEqual(['outer']);
    });

    test('fails when an inner write failed in it, even when the error is swallowed', async () => {
      await storage.write(async (tx) => {
        const failing = tx.savepoint(async () => {
          await addNote(tx, 'inside');
          await storage.write(() => Promise.reject(new Error('inner'))).catch(() => undefined);
        });
        await expect(failing).rejects.toThrow('inner');
      });
      expect(await seen()).toEqual([]);
    });

    test('may stand in another one, which may fail without it or with it', async () => {
      await storage.write(async (tx) => {
        const outer = tx.savepoint(async () => {
          await tx.savepoint(() => addNote(tx, 'inner'));
          await tx.savepoint(() => Promise.reject(new Error('second'))).catch(() => undefined);
          await addNote(tx, 'outer');
        });
        await outer;
        await tx
          .savepoint(async () => {
            await tx.savepoint(() => addNote(tx, 'kept by the inner, lost by the outer'));
            throw new Error('outer');
          })
          .catch(() => undefined);
      });
      expect(await seen()).toEqual(['inner', 'outer']);
    });

    test('answers what its work answered', async () => {
      expect(await storage.write((tx) => tx.savepoint(async () => 7))).toBe(7);
    });
  });

  test('a write whose failed statement was swallowed without a savepoint never claims what is not stored', async () => {
    const writing = storage.write(async (tx) => {
      await addNote(tx, 'a');
      await addNote(tx, 'a').catch(() => undefined);
    });
    const claimed = await writing.then(
      () => ['a'],
      () => [],
    );
    expect(await seen()).toEqual(claimed);
  });

  describe('afterCommit', () => {
    test('calls back when the change is already visible to others', async () => {
      let visible: Promise<string[]> | undefined;
      await storage.write(async (tx) => {
        tx.afterCommit(() => (visible = seen()));
        await addNote(tx, 'a');
        expect(visible).toBeUndefined();
      });
      expect(await visible).toEqual(['a']);
    });

    test('never calls back for a write that was undone', async () => {
      const calls: string[] = [];
      const failing = storage.write(async (tx) => {
        tx.afterCommit(() => calls.push('called'));
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(calls).toEqual([]);
    });

    test('forgets what a failed savepoint had asked for, and keeps the rest', async () => {
      const calls: string[] = [];
      await storage.write(async (tx) => {
        tx.afterCommit(() => calls.push('outer'));
        const failing = tx.savepoint(async () => {
          tx.afterCommit(() => calls.push('inside'));
          throw new Error('no');
        });
        await failing.catch(() => undefined);
      });
      expect(calls).toEqual(['outer']);
    });

    test('of an inner write waits for the outer one', async () => {
      const calls: string[] = [];
      await storage.write(async () => {
        await storage.write(async (inner) => inner.afterCommit(() => calls.push('committed')));
        calls.push('inner done');
      });
      expect(calls).toEqual(['inner done', 'committed']);
    });

    test('lets a callback write, in a transaction of its own', async () => {
      let later: Promise<void> | undefined;
      await storage.write(async (tx) => {
        tx.afterCommit(() => (later = storage.write((next) => addNote(next, 'later'))));
      });
      await later;
      expect(await seen()).toEqual(['later']);
    });

    test('does not let a callback that throws undo the write or stop the other callbacks', async () => {
      const calls: string[] = [];
      const warnings: string[] = []; // others may come from anywhere in the process
      const onWarning = ({ message }: Error): void => void warnings.push(message);
      process.on('warning', onWarning);
      onTestFinished(() => void process.off('warning', onWarning));
      await storage.write(async (tx) => {
        tx.afterCommit(() => {
          throw new Error('broken callback');
        });
        tx.afterCommit(() => calls.push('second'));
        await addNote(tx, 'a');
      });
      expect(await seen()).toEqual(['a']);
      expect(calls).toEqual(['second']);
      await expect.poll(() => warnings).toContain('broken callback');
    });
  });

  test('a lock by name is granted, and free again after the transaction', async () => {
    expect(await storage.write((tx) => tx.tryLock('sweep'))).toBe(true);
    expect(await storage.write((tx) => tx.tryLock('sweep'))).toBe(true);
  });
});
