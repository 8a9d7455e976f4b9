import type { Simulator } from '../simulator.ts';
import type { Person } from './world.ts';

/** False for people without a role while the app is in development: it neither hears of them nor may write to them. */
export function hasRoleOrIsLive(sim: Simulator, person: Person): boolean {
  const { mode, roles } = sim.store.world.app;
  return mode === 'live' || roles.includes(person.id);
}
