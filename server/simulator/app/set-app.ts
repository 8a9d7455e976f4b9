import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import type { AppSettings } from '../state/app-settings.ts';
import { keptCallback } from '../state/callback-url.ts';
import { getApp } from '../state/simulated-app.ts';
import { fieldsOf } from '../state/subscription-fields.ts';

type Settings = { readonly [K in keyof AppSettings]?: AppSettings[K] | undefined };

/** What can be changed in the dashboard of an app; what is left out stays. */
export interface AppChange extends Settings {
  /** The first app when none is named. */
  readonly appId?: string | undefined;
  readonly fields?: { readonly page?: string[] | undefined; readonly instagram?: string[] | undefined } | undefined;
}

/**
 * Changes an app as people do in its dashboard, without a handshake.
 * @throws {RequestRefused} 404 for the app, 400 for a field that does not exist or a callback that is not on this machine
 */
export function setApp(sim: Simulator, { appId, fields, callbackUrl, ...rest }: AppChange): object {
  const app = getApp(sim, appId);
  const kept = typeof callbackUrl === 'string' ? keptCallback(sim.apiUrl, callbackUrl) : null;
  if (typeof callbackUrl === 'string' && kept === null) {
    throw new RequestRefused(400, 'The callback URL must be an address of the server, or of this machine.');
  }
  for (const object of ['page', 'instagram'] as const) {
    const list = fields?.[object];
    if (list) app.fields[object] = knownFields(object, list);
  }
  Object.assign(app.settings, rest, callbackUrl === undefined ? {} : { callbackUrl: kept });
  sim.store.changed();
  return { id: app.id, ...app.settings, fields: app.fields };
}

function knownFields(object: 'page' | 'instagram', list: readonly string[]): string[] {
  const { all } = fieldsOf(object === 'instagram' ? 'instagram' : 'messenger');
  const unknown = list.find((field) => !all.includes(field));
  if (unknown !== undefined) throw new RequestRefused(400, `There is no field "${unknown}" for "${object}".`);
  return [...list];
}
