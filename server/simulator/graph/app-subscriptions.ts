import type { Simulator } from '../simulator.ts';
import { keptCallback } from '../state/callback-url.ts';
import type { SimulatedApp } from '../state/simulated-app.ts';
import { fieldsOf } from '../state/subscription-fields.ts';
import type { AppCall } from './edge.ts';
import { badParameter, callbackFailed } from './graph-error.ts';
import { namesOf, readFields } from './subscribed-apps.ts';

/** What the app is subscribed to, per object; nothing while it has no callback URL. */
export function listSubscriptions(sim: Simulator, { app }: AppCall): object {
  if (app.settings.callbackUrl === null) return { data: [] };
  const data = (['page', 'instagram'] as const)
    .filter((object) => app.fields[object].length > 0)
    .map((object) => {
      const fields = app.fields[object].map((name) => ({ name, version: 'v25.0' }));
      return { object, callback_url: sim.callbackUrl(app), active: true, fields };
    });
  return { data };
}

/**
 * Subscribes the app to exactly these fields of an object, after a handshake with the callback URL of the call when one
 * comes along, or a verify token. A simulated app has one callback URL for all objects.
 * @throws {GraphError} code 100 for what does not exist, 2200 when the server fails the handshake
 */
export async function subscribe(sim: Simulator, { app, params }: AppCall): Promise<object> {
  const object = readObject(params);
  const platform = object === 'instagram' ? 'instagram' : 'messenger';
  const fields = readFields('fields', params['fields'], fieldsOf(platform).all);
  const callback = params['callback_url'];
  if (callback !== undefined || params['verify_token'] !== undefined) {
    app.settings.callbackUrl = await proven(sim, app, callback ?? sim.callbackUrl(app), params['verify_token']);
  }
  app.fields[object] = fields;
  sim.store.changed();
  return { success: true };
}

/** What is kept of a callback URL whose server has echoed the challenge. */
async function proven(sim: Simulator, app: SimulatedApp, callback: unknown, verifyToken: unknown): Promise<string> {
  if (typeof callback !== 'string' || !URL.canParse(callback)) {
    throw badParameter('Param callback_url must be a valid URI');
  }
  if (typeof verifyToken !== 'string') throw badParameter('The parameter verify_token is required');
  const kept = keptCallback(sim.apiUrl, callback);
  if (kept === null) throw callbackFailed('Callback verification failed: this address is not on this machine.');
  const { verified, message } = await sim.verify(app, verifyToken, callback);
  if (!verified) throw callbackFailed(message);
  const added = sim.store.world.moreApps.find((one) => one.id === app.id);
  if (added) added.verifyToken = verifyToken;
  return kept;
}

/** Ends the app's subscription to an object, or to the fields named. */
export function unsubscribe(sim: Simulator, { app, params }: AppCall): object {
  const object = readObject(params);
  const gone = params['fields'] === undefined ? app.fields[object] : namesOf(params['fields']);
  app.fields[object] = app.fields[object].filter((field) => !gone.includes(field));
  sim.store.changed();
  return { success: true };
}

function readObject(params: AppCall['params']): 'page' | 'instagram' {
  const { object } = params;
  if (object === 'page' || object === 'instagram') return object;
  throw badParameter('Param object must be one of {page, instagram}');
}
