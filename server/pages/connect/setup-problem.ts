import type { ProblemCode } from '../../../shared/api/pages.ts';
import { later, MINUTE } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { ThreadtieError } from '../../base/errors.ts';
import { GraphError } from '../../graph/index.ts';
import { PROBLEM_GUIDES } from '../health/problem-guide.ts';

/** When something is to be tried again, and how often at most. */
export interface Retry {
  readonly at: Date;
  readonly most: number;
}

/** Why a step of setting a Page up did not work: what was found, and what a person can do. No token is in it. */
export class SetupProblem extends Error {
  override readonly name = 'SetupProblem';
  readonly problem: ProblemCode | null;
  readonly fix: string;
  /** Set: time may mend it. */
  readonly retry: Retry | null;
  /** Set: another system would lose the app's events, which go there. */
  readonly takenFrom: string | null;

  constructor(
    problem: ProblemCode | null,
    detail: string,
    fix?: string,
    retry: Retry | null = null,
    takenFrom: string | null = null,
  ) {
    super(detail);
    this.takenFrom = takenFrom;
    this.problem = problem;
    this.retry = retry;
    this.fix = fix ?? (problem ? PROBLEM_GUIDES[problem].whatToDo : RESUME);
  }
}

const RESUME = 'Try again: POST /v1/page-connections/{id}/resume.';

/** How long a step waits when the platform is away and does not say when it is back. */
const PAUSE_MS = MINUTE;

/**
 * What an error means for a step. What is no answer of the platform and no problem of the set-up is thrown on.
 * @param isApp true: the app itself called, so that a refused token is its secret
 */
export function toSetupProblem(error: unknown, now: Date, isApp = false): SetupProblem {
  if (error instanceof SetupProblem) return error;
  if (error instanceof GraphError) {
    if (error.verdict === 'retry' || error.verdict === 'later') {
      return new SetupProblem(error.problem, error.sentence, RESUME, {
        at: error.retryAt ?? later(now, PAUSE_MS),
        most: Infinity,
      });
    }
    const isRefused = error.verdict === 'page_broken' && isApp;
    const problem = isRefused ? 'app_credentials_wrong' : error.problem;
    return new SetupProblem(problem, isRefused ? PROBLEM_GUIDES.app_credentials_wrong.evidence : error.sentence);
  }
  if (error instanceof ThreadtieError && error.code === 'page_broken') {
    return new SetupProblem('token_invalid', error.message, error.hint);
  }
  if (error instanceof ThreadtieError && error.code === 'not_found') {
    return new SetupProblem(null, error.message, error.hint);
  }
  throw error;
}

/** Lets a call of the app itself fail as a problem of the set-up: a token that is refused is its secret. */
export async function asApp<T>(ctx: Ctx, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw toSetupProblem(error, ctx.clock.now(), true);
  }
}
