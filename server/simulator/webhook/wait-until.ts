import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import type { SteerableClock } from '../state/steerable-clock.ts';

/** A clock that says when it was steered, if it can be. */
export type WaitingClock = Clock & Partial<Pick<SteerableClock, 'onSteer'>>;

const SHORTEST_MS = 10;

/**
 * Waits until the platform's clock shows this time: moving the clock ends the wait, stopping it prolongs it.
 * @throws {Error} when the signal is raised
 */
export async function waitUntil(clock: WaitingClock, due: number, signal: AbortSignal): Promise<void> {
  for (let left = due - clock.now().getTime(); left > 0; left = due - clock.now().getTime()) {
    const steered = new AbortController();
    const stop = clock.onSteer?.(() => steered.abort());
    const woken = AbortSignal.any([signal, steered.signal]);
    await sleep(Math.max(left, SHORTEST_MS), undefined, { signal: woken, ref: false }).catch(() => {});
    stop?.();
    signal.throwIfAborted();
  }
}
