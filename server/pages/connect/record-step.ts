import type { Ctx } from '../../base/ctx.ts';
import { isRetryable, StorageUnavailable } from '../../base/storage/index.ts';
import { type StepRow, upsertStep } from './connection-store.ts';
import { SetupProblem, toSetupProblem } from './setup-problem.ts';

/** How a step went: done or waiting, and perhaps what is not as it should be all the same. */
export type StepOutcome = Pick<StepRow, 'state' | 'detail'> & Partial<Pick<StepRow, 'problem' | 'fix'>>;

/** A step that was done. */
export function done(detail: string): StepOutcome {
  return { state: 'done', detail };
}

/** A step that was noted. */
export interface RecordedStep extends StepRow {
  /** Set: it is to be tried again then. */
  readonly retryAt: Date | null;
}

/**
 * Does a step and notes how it went. A fault of ours is noted too, so that nobody waits for nothing; only a storage that is
 * away is thrown on.
 * @param patientUntil what time mends waits for it, if that is no later than this; null: it has failed for now
 */
export async function recordStep(
  ctx: Ctx,
  step: StepRow,
  work: () => Promise<StepOutcome>,
  patientUntil: Date | null,
): Promise<RecordedStep> {
  const tried = { ...step, tries: step.tries + 1 };
  try {
    return { ...(await noteStep(ctx, tried, await work())), retryAt: null };
  } catch (error) {
    const found = explain(ctx, error);
    const { retry } = found;
    const isLater = retry !== null && tried.tries < retry.most && patientUntil !== null && retry.at < patientUntil;
    const retryAt = isLater ? retry.at : null;
    return { ...(await noteStep(ctx, tried, retryAt ? waiting(found, retryAt) : failed(found))), retryAt };
  }
}

function explain(ctx: Ctx, error: unknown): SetupProblem {
  if (error instanceof StorageUnavailable || isRetryable(error)) throw error;
  try {
    return toSetupProblem(error, ctx.clock.now());
  } catch (err) {
    ctx.log.error({ err, requestId: ctx.requestId }, 'a step of a page connection failed');
    const detail = `Something went wrong on our side (${ctx.requestId} in the log).`;
    return new SetupProblem(null, detail);
  }
}

/** Notes how a step went; of one that goes on waiting it stays known since when. */
export async function noteStep(ctx: Ctx, step: StepRow, outcome: StepOutcome): Promise<StepRow> {
  const isStillWaiting = step.state === 'waiting' && outcome.state === 'waiting';
  const at = (isStillWaiting ? step.at : null) ?? ctx.clock.now();
  const row = { ...step, problem: null, fix: null, ...outcome, at };
  await ctx.storage.write((tx) => upsertStep(tx, row));
  return row;
}

function failed({ problem, message, fix }: SetupProblem): StepOutcome {
  return { state: 'failed', problem, detail: message, fix };
}

function waiting({ problem, message }: SetupProblem, retryAt: Date): StepOutcome {
  return { state: 'waiting', problem, detail: `${message} It is tried again at ${retryAt.toISOString()}.` };
}
