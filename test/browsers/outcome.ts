/** What became of one rule in one browser. */
export interface Outcome {
  readonly area: string;
  readonly rule: string;
  readonly result: 'passed' | 'failed' | 'not available';
  /** Why it failed, or cannot be tried here. */
  readonly why: string | null;
  /** Each time the browser stopped answering meanwhile and was started anew. */
  readonly hangs: readonly string[];
  readonly ms: number;
}

/** What became of all rules in one browser. */
export interface EngineReport {
  readonly name: string;
  /** Null where it could not be started. */
  readonly version: string | null;
  /** Why it could not be started, and what helps. */
  readonly missing: string | null;
  readonly outcomes: readonly Outcome[];
}
