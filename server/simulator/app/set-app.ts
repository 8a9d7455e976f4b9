import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import type { AppSettings } from '../state/app-settings.ts';
import { keptCallback } from '../state/callback-url.ts';
import { fieldsOf } from '../state/subscription-fields.ts';

type Settings = { readonly [K in keyof AppSettings]?: AppSettings[K] | undefined };

/** What can be changed in the app's dashboard; what is left out stays. */
export interface AppChange extends Settings {
  readonly fields?: { readonly page?: string[] | undefined; readonly instagram?: string[] | undefined } | undefined;
}

/**
 * Changes the app as people do in its dashboard, without a handshake.
 * @throws {RequestRefused} 400 for a field that does not exist, or a callback that is not on this machine
 */
export function setApp(sim: Simulator, { fields, callbackUrl, ...rest }: AppChange): object {
  const { world } = sim.store;
  const kept = typeof callbackUrl === 'string' ? keptCallback(sim.apiUrl, callbackUrl) : null;
  if (typeof callbackUrl === 'string' && kept === null) {
    throw new RequestRefused(400, 'The callback URL must be an address of the server, or of this machine.');
  }
  for (const object of ['page', 'instagram'] as const) {
    const list = fields?.[object];
    if (list) world.appFields[object] = knownFields(object, list);
  }
  Object.assign(world.app, rest, callbackUrl === undefined ? {} : { callbackUrl: kept });
  sim.store.changed();
  return { ...world.app, fields: world.appFields };
}

function knownFields(object: 'page' | 'instagram', list: readonly string[]): string[] {
  const { all } = fieldsOf(object === 'instagram' ? 'instagram' : 'messenger');
  const unknown = list.find((field) => !all.includes(field));
  if (unknown !== undefined) throw new RequestRefused(400, `There is no field "${unknown}" for "${object}".`);
  return [...list];
}
