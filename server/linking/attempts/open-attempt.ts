import type { LinkWay } from '../../../shared/api/account-links.ts';
import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import { findLink, isAsStrong } from '../../account-links/index.ts';
import { later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { shortenOrigin } from '../../base/shorten-origin.ts';
import { Bug } from '../../base/errors.ts';
import type { Tx } from '../../base/storage/index.ts';
import { enqueueAsking } from './asking/ask-job.ts';
import { assuranceOf, type Attempt, type AttemptPolicy } from './attempt.ts';
import { drawNumbers } from './asking/draw-numbers.ts';
import { endAttempt } from './end-attempt.ts';
import { isGuessedOut, refuseGuessing } from './limit-guesses.ts';
import { finishAsStanding, settleAttempt } from './settle-attempt.ts';
import { type AttemptRow, insertAttempt, selectOpenAt } from './store.ts';

/** A thread and an account of which one side is proven; the policy says what else is asked. */
export interface AttemptInput {
  readonly siteId: string;
  readonly siteUserId: string;
  /** The account's masked name. */
  readonly label: string | null;
  readonly pageId: string;
  readonly psid: string;
  readonly way: LinkWay;
  readonly policy: AttemptPolicy;
  /** The visit on whose page the question, the number and the outcome are shown. */
  readonly refId?: string | null;
  readonly arrivalId?: string | null;
  readonly signedContext?: unknown;
  /** Of `match`: the number that a page has shown already, from `drawNumber`. */
  readonly number?: number;
  /** Where the account was proven; kept cut. */
  readonly address?: string | null;
  readonly agent?: string | null;
  /** The event that led to it. */
  readonly event?: MessengerEvent;
}

/** How often another process may open an attempt of the same thread meanwhile before we give up. */
const MOST_ROUNDS = 5;

/**
 * Begins to tie a thread to an account, in the caller's write: has the question asked, or ties at once where nothing is to be
 * asked (with `none`, or when the thread is tied to that account by as good a proof). It takes the place of the attempt the
 * thread had at this site. What came of it stands in its row once the write is over.
 */
export async function openAttempt(ctx: Ctx, input: AttemptInput): Promise<Attempt> {
  return await ctx.storage.write(async (tx) => {
    const row = await toRow(ctx, input);
    await takePlace(ctx, tx, row);
    const standing = row.policy === 'none' ? null : await findLink(ctx, row);
    const isSame = standing?.siteUserId === row.siteUserId;
    if (isSame && isAsStrong(standing.assurance, assuranceOf(row.way, row.policy))) {
      await finishAsStanding(ctx, tx, row, standing, input.event);
    } else if (await isGuessedOut(ctx, tx, row)) {
      await refuseGuessing(ctx, tx, row, input.event);
    } else if (row.needsThread || row.needsSite) {
      await enqueueAsking(ctx, tx, row);
    } else {
      await settleAttempt(ctx, row, { event: input.event });
    }
    return row;
  });
}

async function takePlace(ctx: Ctx, tx: Tx, row: AttemptRow): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const older = await selectOpenAt(tx, row);
    if (older) await endAttempt(ctx, tx, older, { status: 'refused', reason: 'superseded' });
    if (await insertAttempt(tx, row)) return;
  }
  throw new Bug('Attempts of a thread came and went while another was to be opened.');
}

async function toRow(ctx: Ctx, input: AttemptInput): Promise<AttemptRow> {
  const { siteId, siteUserId, label, pageId, psid, way, policy, refId = null, arrivalId = null } = input;
  const account = { siteId, siteUserId, label, pageId, psid };
  const { address, agent } = shortenOrigin({ address: input.address ?? null, agent: input.agent ?? null });
  const drawn = policy === 'match' ? await drawNumbers(ctx, { pageId, psid }, input.number) : null;
  const now = ctx.clock.now();
  return {
    id: ctx.random.id('lat'),
    ...NOTHING_YET,
    ...account,
    way,
    policy,
    refId,
    arrivalId,
    signedContext: input.signedContext ?? null,
    number: drawn?.number ?? null,
    choices: drawn?.choices ?? null,
    needsThread: policy === 'match' || policy === 'confirm-in-thread' || policy === 'code',
    needsSite: policy === 'confirm-on-site' || policy === 'code',
    status: 'open',
    address,
    agent,
    createdAt: now,
    expiresAt: later(now, ctx.settings.questionLifetimeMs),
  };
}

const NOTHING_YET = {
  person: null,
  reason: null,
  conflictWith: null,
  conflictLabel: null,
  questionId: null,
  asked: 0,
  linkId: null,
  settledAt: null,
  lateToldAt: null,
} as const;
