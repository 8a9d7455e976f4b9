import type { PgBoss } from 'pg-boss';
import type { Log } from '../log.ts';
import type { EngineListener } from './engine.ts';
import { listRetried } from './open-boss.ts';

const TOUCH_MS = 3000;
const LOOKS_PER_FULL_LOOK = 5;

/** What a lookout watches, and for whom. */
export interface LookoutParts {
  readonly boss: PgBoss;
  readonly names: readonly string[];
  readonly listener: EngineListener;
  readonly log: Log;
  readonly lookMs: number;
}

/**
 * Does by the clock what no announcement can cause: keeps the claims of this process alive, and finds the jobs of processes
 * that died and, more seldom, those whose announcement was lost with its process.
 */
export function createLookout(parts: LookoutParts): { stop(): void } {
  const { listener, lookMs } = parts;
  const timers = [
    setInterval(() => void keepClaims(parts), TOUCH_MS),
    setInterval(() => void wakeForRetried(parts), lookMs),
    setInterval(() => listener.wake(), lookMs * LOOKS_PER_FULL_LOOK),
  ];
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}

async function keepClaims({ boss, listener, log }: LookoutParts): Promise<void> {
  for (const [name, jobs] of listener.held()) {
    if (jobs.length === 0) continue;
    const attempts = jobs.map(({ id, claim }) => ({ id, retryCount: claim }));
    await boss.touch(name, attempts).catch((error: unknown) => {
      log.warn({ err: error, job: name }, 'the heartbeat of running jobs failed');
    });
  }
}

/** A job whose process died is given back by pg-boss, which tells nobody. */
async function wakeForRetried({ boss, names, listener, log }: LookoutParts): Promise<void> {
  try {
    for (const name of await listRetried(boss, names)) listener.wake(name);
  } catch (error) {
    log.warn({ err: error }, 'looking for jobs of processes that died failed');
  }
}
