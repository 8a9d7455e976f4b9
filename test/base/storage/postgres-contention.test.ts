import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Storage, Tx } from '../../../server/base/storage/index.ts';
import { dialects } from '../../support/dialects.ts';
import { makeGate } from '../../support/gate.ts';
import { addCounter, counterValue, increment, tables } from './notebook.ts';
import { type Notebook, openNotebook } from './open-notebook.ts';

describe.each(dialects.filter(({ name }) => name === 'postgres'))('several processes on $name', (dialect) => {
  let notebook: Notebook;
  let storage: Storage;
  let other: Storage;

  beforeAll(async () => {
    notebook = await openNotebook(dialect);
    storage = notebook.storage;
    other = await notebook.openAnother();
  });

  afterAll(() => notebook?.close());

  beforeEach(() => notebook.empty());

  test('a deadlock ends with both transactions done, one of them run again', async () => {
    await storage.write(async (tx) => {
      await addCounter(tx, 'a');
      await addCounter(tx, 'b');
    });
    const [firstHolds, secondHolds] = [makeGate(), makeGate()];
    let runs = 0;
    const first = storage.write(async (tx) => {
      runs++;
      await increment(tx, 'a');
      firstHolds.open();
      await secondHolds.opened;
      await increment(tx, 'b');
    });
    const second = other.write(async (tx) => {
      runs++;
      await increment(tx, 'b');
      secondHolds.open();
      await firstHolds.opened;
      await increment(tx, 'a');
    });
    await Promise.all([first, second]);
    const values = await storage.read(async (at) => [await counterValue(at, 'a'), await counterValue(at, 'b')]);
    expect(values).toEqual([2, 2]);
    // The run that is repeated can be faster than the one it made way for, and deadlock with it once more.
    expect(runs).toBeGreaterThanOrEqual(3);
  });

  test('a transaction that always fails to serialise is given up after five runs', async () => {
    let runs = 0;
    const failing = storage.write(async () => {
      runs++;
      throw Object.assign(new Error('could not serialize access'), { code: '40001' });
    });
    await expect(failing).rejects.toThrow('could not serialize');
    expect(runs).toBe(5);
  });

  test('a conflict between serialisable transactions is settled by running one again', async () => {
    await storage.write((tx) => addCounter(tx, 'c'));
    const strict = await notebook.openAnother({ connection: '-c default_transaction_isolation=serializable' });
    const bothHaveRead = makeGate();
    let runs = 0;
    const readModifyWrite = async (tx: Tx): Promise<void> => {
      const { counters } = tables.of(tx);
      const value = (await counterValue(tx, 'c')) ?? 0;
      if (++runs >= 2) bothHaveRead.open();
      await bothHaveRead.opened;
      await tx.db
        .update(counters)
        .set({ value: value + 1 })
        .where(eq(counters.id, 'c'));
    };
    await Promise.all([strict.write(readModifyWrite), strict.write(readModifyWrite)]);
    expect(await storage.read((at) => counterValue(at, 'c'))).toBe(2);
    expect(runs).toBe(3);
  });

  test('a lock by name is refused to another process until the transaction that holds it ends', async () => {
    const [taken, finish] = [makeGate(), makeGate()];
    const holding = storage.write(async (tx) => {
      expect(await tx.tryLock('sweep')).toBe(true);
      taken.open();
      await finish.opened;
    });
    await taken.opened;
    expect(await other.write((tx) => tx.tryLock('sweep'))).toBe(false);
    expect(await other.write((tx) => tx.tryLock('another'))).toBe(true);
    finish.open();
    await holding;
    expect(await other.write((tx) => tx.tryLock('sweep'))).toBe(true);
  });
});
