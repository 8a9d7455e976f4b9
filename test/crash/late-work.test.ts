import { describe, expect, onTestFinished, test } from 'vitest';
import type { Storage, Tx } from '../../server/base/storage/index.ts';
import { type Dialect, dialects } from '../support/dialects.ts';
import { askDatabase } from './ask-database.ts';

async function open(dialect: Dialect): Promise<Storage> {
  const opened = await dialect.open();
  onTestFinished(() => opened.close());
  return opened.storage;
}

/** Counts in a row that other transactions count in too. */
function countLate(tx: Tx, ref: string): void {
  tx.beforeCommit(ref, async () => {
    const now = tx.dialect === 'sqlite' ? '1' : 'now()';
    await askDatabase(
      tx,
      `INSERT INTO unmatched_refs (page_id, ref_hash, ref, count, first_seen_at, last_seen_at)
       VALUES ('1', '${ref}', '${ref}', 1, ${now}, ${now})
       ON CONFLICT (page_id, ref_hash) DO UPDATE SET count = unmatched_refs.count + 1 RETURNING count`,
    );
  });
}

describe.each(dialects)('work before the commit on $name', (dialect) => {
  test('runs at the end of the transaction, by rank', async () => {
    const storage = await open(dialect);
    const order: string[] = [];
    await storage.write(async (tx) => {
      for (const rank of ['c', 'a', 'b']) tx.beforeCommit(rank, async () => void order.push(rank));
      order.push('the rest');
    });
    expect(order).toEqual(['the rest', 'a', 'b', 'c']);
  });

  test('does not run when the savepoint or the transaction that asked for it is rolled back', async () => {
    const storage = await open(dialect);
    const order: string[] = [];
    const failing = async (): Promise<never> => {
      throw new Error('undo this');
    };
    await storage.write(async (tx) => {
      tx.beforeCommit('outer', async () => void order.push('outer'));
      const undone = tx.savepoint(async () => {
        tx.beforeCommit('inner', async () => void order.push('inner'));
        await failing();
      });
      await expect(undone).rejects.toThrow('undo this');
    });
    const rolledBack = storage.write(async (tx) => {
      tx.beforeCommit('never', async () => void order.push('never'));
      await failing();
    });
    await expect(rolledBack).rejects.toThrow('undo this');
    expect(order).toEqual(['outer']);
  });

  test('undoes everything when it fails', async () => {
    const storage = await open(dialect);
    const failed = storage.write(async (tx) => {
      countLate(tx, 'a');
      tx.beforeCommit('z', async () => {
        throw new Error('too late');
      });
    });
    await expect(failed).rejects.toThrow('too late');
    expect(await storage.read((at) => askDatabase(at, 'SELECT count FROM unmatched_refs'))).toEqual([]);
  });

  test('changes rows that many transactions share without making one run again', async () => {
    const storage = await open(dialect);
    const refs = ['flyer', 'poster', 'letter'];
    let runs = 0;
    const count = (turn: number): Promise<void> =>
      storage.write(async (tx) => {
        runs++;
        for (const index of refs.keys()) {
          countLate(tx, refs[(index + turn) % refs.length] ?? '');
          await askDatabase(tx, 'SELECT 1');
        }
      });
    await Promise.all(Array.from({ length: 60 }, (_, turn) => count(turn)));
    const counts = await storage.read((reading) => askDatabase(reading, 'SELECT count FROM unmatched_refs'));
    expect(counts.map(Number)).toEqual([60, 60, 60]);
    expect(runs).toBe(60);
  });
});
