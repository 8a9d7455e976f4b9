import type { z } from 'zod';
import type { Tx } from '../storage/index.ts';

/** A kind of work: its name, the shape of its data, and how often it is tried before it is put aside as dead. */
export interface JobDefinition<T> {
  readonly name: string;
  readonly data: z.ZodType<T>;
  /** How many times it runs at most before it is dead. 1 means no retry. */
  readonly attempts: number;
  /** Wait before the second run, in ms; doubled for each further one, up to an hour. */
  readonly backoffMs: number;
  /**
   * true: the handler runs inside `storage.write` and the job's completion commits with what it wrote (no network in it).
   * false: the handler runs outside any transaction and may run again after a crash.
   */
  readonly transactional: boolean;
}

/** How a job is to stand in line. */
export interface EnqueueOptions {
  /** Jobs of one key run one after the other, in the order they were enqueued; without a key they run in parallel. */
  readonly key?: string | undefined;
  /** Not before this instant. */
  readonly startAfter?: Date | undefined;
}

/** How a kind of work is done in this process. */
export interface WorkOptions {
  /** How many jobs of this kind run at the same time in this process. */
  readonly concurrency?: number;
}

/** How a kind of work is done where several jobs are done together. */
export interface WorkTogetherOptions {
  /** How many lists of jobs run at the same time in this process. */
  readonly concurrency: number;
  /** How many jobs a list holds at most. */
  readonly together: number;
}

/** A job's data, and the line it stands in. */
export interface KeyedData<T> {
  readonly data: T;
  readonly key: string;
}

/** What a handler is told about the job it runs. */
export interface RunningJob<T> {
  readonly id: string;
  readonly data: T;
  readonly key: string | null;
  /** 1 on the first run. */
  readonly attempt: number;
}

/** A job that failed as often as its definition allows, kept until somebody redrives it. */
export interface DeadJob {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly data: unknown;
  readonly attempts: number;
  readonly error: string;
  readonly failedAt: Date;
}

/** Stored work, done at least once, in order per key. */
export interface Queue {
  /** Stores a job in the caller's transaction: it exists if and only if that commits. Wakes a worker at the commit. */
  enqueue<T>(tx: Tx, job: JobDefinition<T>, data: T, options?: EnqueueOptions): Promise<void>;
  /** The same for several jobs at once, in their order. */
  enqueueAll<T>(tx: Tx, job: JobDefinition<T>, jobs: readonly KeyedData<T>[]): Promise<void>;
  /** Says who does this kind of work in this process. Call before `start`. */
  work<T>(job: JobDefinition<T>, handler: (running: RunningJob<T>) => Promise<void>, options?: WorkOptions): void;
  /**
   * The same for a transactional kind whose jobs are cheaper done together: those of different keys that are due at once are
   * handed over as one list and complete together. Where that fails each runs again alone, one after the other, and so does
   * from the start what ran in a process that vanished (where that is known): one that fails costs only itself.
   */
  workTogether<T>(
    job: JobDefinition<T>,
    handler: (running: readonly RunningJob<T>[]) => Promise<void>,
    options: WorkTogetherOptions,
  ): void;
  /** Begins to run jobs; those of a process that was killed run again within 15 seconds. */
  start(): Promise<void>;
  /** Takes no further job and waits for those that run, `graceMs` at most. Jobs can still be stored, for another time. */
  finish(graceMs: number): Promise<void>;
  /** The same, and closes what the queue has open. */
  stop(graceMs: number): Promise<void>;
  /** The dead jobs, newest first. */
  listDead(options?: { name?: string; limit?: number }): Promise<DeadJob[]>;
  /** Lets dead jobs run again from the first attempt; without ids, all of that kind. Answers how many. */
  redrive(name: string, ids?: readonly string[]): Promise<number>;
  /** How many jobs wait or run, and how many are dead. */
  depth(): Promise<{ waiting: number; dead: number }>;
}
