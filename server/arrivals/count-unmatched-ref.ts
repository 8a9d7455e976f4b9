import { sha256 } from '../base/crypto/hash.ts';
import type { Tx } from '../base/storage/index.ts';
import { countGroups, countUnmatched, insertUnmatched } from './store.ts';

/** How many different unmatched refs of one Page are told apart; anybody can make up a ref. */
const MAX_GROUPS = 1000;
const OTHERS = '(others)';

interface Unmatched {
  readonly pageId: string;
  readonly ref: string;
  readonly at: Date;
}

/**
 * Counts an unmatched ref in its group; past the limit in one group for all others. Events of many threads share these few
 * rows, so they are counted at the end of the transaction and in one order.
 */
export function countUnmatchedRef(tx: Tx, input: Unmatched): void {
  tx.beforeCommit(`${input.pageId}/${sha256(input.ref)}`, () => count(tx, input));
}

async function count(tx: Tx, input: Unmatched): Promise<void> {
  if (await countUnmatched(tx, input.pageId, sha256(input.ref), input.at)) return;
  const isFull = (await countGroups(tx, input.pageId)) >= MAX_GROUPS;
  const ref = isFull ? OTHERS : input.ref;
  const row = { pageId: input.pageId, ref, refHash: sha256(ref), count: 1 };
  await insertUnmatched(tx, { ...row, firstSeenAt: input.at, lastSeenAt: input.at });
}
