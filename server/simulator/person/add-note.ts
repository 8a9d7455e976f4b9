import type { Simulator } from '../simulator.ts';
import { newMessage } from '../state/new-message.ts';
import type { Thread } from '../state/world.ts';

/** Writes a line into the thread that only the simulator shows: no message, and nobody is told. */
export function addNote(sim: Simulator, thread: Thread, text: string): void {
  const mid = sim.random.id('note');
  thread.messages.push(newMessage({ mid, from: 'note', text, at: sim.clock.now().getTime() }));
}
