import type { SimulatedApp } from './simulated-app.ts';
import type { Person } from './world.ts';

/** The id under which this app knows a person: another one in every app. */
export function appScopedId(person: Person, app: SimulatedApp): string {
  return app.isFirst ? person.asid : (person.asids[app.id] ?? person.asid);
}
