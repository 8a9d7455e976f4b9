import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import type { AddedApp } from './added-app.ts';

/** An app of the platform. `settings` and `fields` are those of the world: what is written to them is kept. */
export interface SimulatedApp extends Readonly<AddedApp> {
  /** The app of the server that the simulator was started for. */
  readonly isFirst: boolean;
}

/** Every app, the first one first. */
export function listApps(sim: Simulator): SimulatedApp[] {
  const { app: settings, appFields: fields, moreApps } = sim.store.world;
  const first = { ...sim.app, name: 'Simulated app', settings, fields, isFirst: true };
  // An added app can have the id that the first one has since this start: then there is only the first.
  const others = moreApps.filter((app) => app.id !== first.id);
  return [first, ...others.map((app) => ({ ...app, isFirst: false }))];
}

/** The app with this id, or null. */
export function findApp(sim: Simulator, id: string): SimulatedApp | null {
  return listApps(sim).find((app) => app.id === id) ?? null;
}

/**
 * The app with this id; the first one when none is named.
 * @throws {RequestRefused} 404
 */
export function getApp(sim: Simulator, id: string = sim.app.id): SimulatedApp {
  const app = findApp(sim, id);
  if (!app) throw new RequestRefused(404, `The simulator has no app "${id}".`);
  return app;
}

/** What its tokens are kept under: null is the first app, whose id may be another at the next start. */
export function keyOf(app: SimulatedApp): string | null {
  return app.isFirst ? null : app.id;
}
