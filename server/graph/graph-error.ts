import type { ProblemCode } from '../../shared/api/pages.ts';

/**
 * What follows from a failed call: `retry` again soon, `later` not before the time named, `give_up` it will not become right
 * by waiting, `page_broken` a person must mend the Page first, `person_unreachable` this person cannot be written to at
 * the moment, `our_bug` the call itself was wrong.
 */
export type GraphVerdict = 'retry' | 'later' | 'give_up' | 'page_broken' | 'person_unreachable' | 'our_bug';

/**
 * How far the problem of an error reaches: the whole `page`, one `thread`, one `feature` of the platform, or only the `caller`,
 * who made too many calls. What does not reach the whole Page says nothing of its health.
 */
export type ErrorScope = 'page' | 'thread' | 'feature' | 'caller';

/** Everything that is known about a failed call, without anything of what was sent or answered. */
export type GraphFailure = Omit<GraphError, keyof Error>;

/** A call that did not succeed. It carries no token, no proof and no body, so it may be logged and shown. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  /** The function's name. */
  readonly call: string;
  readonly appId: string;
  /** The Page in whose name it was called. */
  readonly pageId: string | null;
  /** The platform's error code; null when no error of its own came. */
  readonly code: number | null;
  readonly subcode: number | null;
  /** null when nothing was answered. */
  readonly httpStatus: number | null;
  readonly verdict: GraphVerdict;
  /** What is wrong with the token, a permission, the Page or the app, if the code says so. */
  readonly problem: ProblemCode | null;
  readonly scope: ErrorScope;
  /** For the person who must act: what is the matter and what to do. */
  readonly sentence: string;
  /** The platform's own name for the call, for its support. */
  readonly traceId: string | null;
  /** Not before this time; null when none is known. */
  readonly retryAt: Date | null;
  /** True when it may have taken effect nevertheless: repeating it could do it twice. */
  readonly isAmbiguous: boolean;

  constructor(failure: GraphFailure) {
    super(`${failure.call} failed${nameOf(failure)}. ${failure.sentence}`);
    this.call = failure.call;
    this.appId = failure.appId;
    this.pageId = failure.pageId;
    this.code = failure.code;
    this.subcode = failure.subcode;
    this.httpStatus = failure.httpStatus;
    this.verdict = failure.verdict;
    this.problem = failure.problem;
    this.scope = failure.scope;
    this.sentence = failure.sentence;
    this.traceId = failure.traceId;
    this.retryAt = failure.retryAt;
    this.isAmbiguous = failure.isAmbiguous;
  }
}

function nameOf({ code, subcode }: GraphFailure): string {
  if (code === null) return '';
  return ` with code ${code}${subcode === null ? '' : `, subcode ${subcode}`}`;
}
