import { DAY } from '../base/clock.ts';
import type { Simulator } from './simulator.ts';

const LIFE_MS = 14 * DAY;

/** Where a file of a message lies: like the platform's own address, it says in `oe` when it ends (seconds, in hex). */
export function mediaUrl(sim: Simulator, name: string): string {
  const ends = Math.floor((sim.clock.now().getTime() + LIFE_MS) / 1000);
  return `${sim.url}/media/${name}?oe=${ends.toString(16).toUpperCase()}`;
}
