import type { Ctx } from '../base/ctx.ts';
import { sha256 } from '../base/crypto/hash.ts';
import { isRetryable, StorageUnavailable, type Tx } from '../base/storage/index.ts';
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
 * rows, so they are counted at the end of the transaction and in one order. A count that fails costs no event.
 */
export function countUnmatchedRef(ctx: Ctx, tx: Tx, input: Unmatched): void {
  const hash = sha256(input.ref);
  countLate(ctx, tx, `${input.pageId}/${hash}`, async () => {
    if (await countUnmatched(tx, input.pageId, hash, input.at)) return;
    if ((await countGroups(tx, input.pageId)) < MAX_GROUPS) return await add(tx, input);
    // The next round begins when all groups of this one are locked: nobody waits in a circle.
    countLate(ctx, tx, input.pageId, () => add(tx, { ...input, ref: OTHERS }));
  });
}

function countLate(ctx: Ctx, tx: Tx, rank: string, count: () => Promise<void>): void {
  tx.beforeCommit(rank, async () => {
    try {
      await tx.savepoint(count);
    } catch (error) {
      if (error instanceof StorageUnavailable || isRetryable(error)) throw error;
      ctx.log.error({ err: error }, 'an unmatched ref could not be counted');
    }
  });
}

async function add(tx: Tx, { pageId, ref, at }: Unmatched): Promise<void> {
  await insertUnmatched(tx, { pageId, ref, refHash: sha256(ref), count: 1, firstSeenAt: at, lastSeenAt: at });
}
