import type { Tx } from '../storage/index.ts';

/** A job as it goes into an engine. */
export interface NewJob {
  readonly data: unknown;
  readonly key: string | null;
  readonly startAfter: Date | null;
}

/** A job that this process alone may run, until it is settled or the claim lapses. */
export interface ClaimedJob {
  readonly id: string;
  readonly key: string | null;
  readonly data: unknown;
  /** How often its handler has failed. */
  readonly failures: number;
  /** How often the process that ran it vanished; always 0 where that is not known. */
  readonly crashes: number;
  /** Tells this claim from an earlier or later one of the same job. */
  readonly claim: number;
}

/** What a look for work found, and in how many ms it is worth looking again without being woken. */
export interface Claims {
  readonly jobs: readonly ClaimedJob[];
  readonly nextDueMs: number | null;
}

/** What an engine is told by the queue that stands on it. */
export interface EngineListener {
  /** There may be work of this kind; without a name, of any kind. */
  wake(name?: string): void;
  /** The jobs this process has claimed at the moment, by kind. */
  held(): ReadonlyMap<string, readonly ClaimedJob[]>;
}

/** Where the jobs stand in line: all that differs between the two queues. */
export interface Engine {
  /** Adds jobs in the caller's transaction, in their order, and wakes the workers once that has committed. */
  add(tx: Tx, name: string, jobs: readonly NewJob[]): Promise<void>;
  /** Takes up to `limit` jobs that are due and whose key is free: at most one of each key. */
  claim(name: string, limit: number, held: readonly ClaimedJob[]): Promise<Claims>;
  /**
   * Takes jobs out of the line for good.
   * @throws {ClaimLost} somebody else has one by now
   */
  remove(tx: Tx, name: string, jobs: readonly ClaimedJob[]): Promise<void>;
  /**
   * Lets a job that failed run again in `delayMs`; the later ones of its key wait.
   * @throws {ClaimLost} somebody else has it by now
   */
  postpone(tx: Tx, name: string, job: ClaimedJob, delayMs: number): Promise<void>;
  /**
   * Hands a job back that was not begun: it runs again at once, before the later ones of its key.
   * @throws {ClaimLost} somebody else has it by now
   */
  release(tx: Tx, name: string, job: ClaimedJob): Promise<void>;
  /** How many jobs wait or run. */
  waiting(): Promise<number>;
  /** Readies the engine for workers of these kinds. */
  start(names: readonly string[], listener: EngineListener): Promise<void>;
  /** Lets go of everything; claims that are left lapse by themselves. */
  stop(): Promise<void>;
}

/** The job was taken over by another worker, which believed this one dead: what was written with it must not commit. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';

  constructor(jobId: string) {
    super(`The job "${jobId}" has been taken over by another worker.`);
  }
}
