import type { SimulatedApp } from './simulated-app.ts';
import type { Person } from './world.ts';

/** False for people without a role while the app is in development: it neither hears of them nor may write to them. */
export function hasRoleOrIsLive({ settings: { mode, roles } }: SimulatedApp, person: Person): boolean {
  return mode === 'live' || roles.includes(person.id);
}
