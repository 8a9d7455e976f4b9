import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { AppSettings } from '../state/app-settings.ts';
import { platformId } from '../state/platform-id.ts';
import { findApp, getApp, type SimulatedApp } from '../state/simulated-app.ts';

/** What may be said about a new app; the rest is made up. */
export interface NewApp {
  readonly id?: string | undefined;
  readonly secret?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * Adds an app as somebody has just made it: live, without a callback URL, subscribed to nothing, at no Page. It knows
 * everybody by an id of its own.
 * @throws {RequestRefused} 400 when there is one with this id
 */
export function addApp(sim: Simulator, input: NewApp): SimulatedApp {
  const { world } = sim.store;
  const id = input.id ?? platformId(sim.random);
  if (findApp(sim, id)) throw new RequestRefused(400, `There is an app "${id}" already.`);
  const secret = input.secret ?? Buffer.from(sim.random.token(128), 'base64url').toString('hex');
  const name = input.name ?? `Simulated app ${world.moreApps.length + 2}`;
  const settings = AppSettings.parse({ callbackUrl: null });
  const app = { id, secret, name, verifyToken: null, settings, fields: { page: [], instagram: [] } };
  // One with the id that the first app had meanwhile comes to light again no more.
  world.moreApps = [...world.moreApps.filter((one) => one.id !== id), app];
  for (const person of world.people) person.asids[id] = platformId(sim.random);
  sim.store.changed();
  return getApp(sim, id);
}
