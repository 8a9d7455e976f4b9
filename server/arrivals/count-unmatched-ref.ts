import { sha256 } from '../base/crypto/hash.ts';
import type { Tx } from '../base/storage/index.ts';
import { countGroups, countUnmatched, insertUnmatched } from './store.ts';

/** How many different unmatched refs of one Page are told apart; anybody can make up a ref. */
const MAX_GROUPS = 1000;
const OTHERS = '(others)';

/** Counts an unmatched ref in its group; past the limit in one group for all others. */
export async function countUnmatchedRef(
  tx: Tx,
  input: { readonly pageId: string; readonly ref: string; readonly at: Date },
): Promise<void> {
  if (await countUnmatched(tx, input.pageId, sha256(input.ref), input.at)) return;
  const isFull = (await countGroups(tx, input.pageId)) >= MAX_GROUPS;
  const ref = isFull ? OTHERS : input.ref;
  const row = { pageId: input.pageId, ref, refHash: sha256(ref), count: 1 };
  await insertUnmatched(tx, { ...row, firstSeenAt: input.at, lastSeenAt: input.at });
}
