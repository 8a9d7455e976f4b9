import type { Simulator } from '../simulator.ts';
import { keptCallback } from '../state/callback-url.ts';
import { fieldsOf } from '../state/subscription-fields.ts';
import type { AppCall } from './edge.ts';
import { badParameter, callbackFailed } from './graph-error.ts';
import { namesOf, readFields } from './subscribed-apps.ts';

/** What the app is subscribed to, per object; nothing while it has no callback URL. */
export function listSubscriptions(sim: Simulator): object {
  const { app, appFields } = sim.store.world;
  if (app.callbackUrl === null) return { data: [] };
  const data = (['page', 'instagram'] as const)
    .filter((object) => appFields[object].length > 0)
    .map((object) => {
      const fields = appFields[object].map((name) => ({ name, version: 'v25.0' }));
      return { object, callback_url: sim.callbackUrl(), active: true, fields };
    });
  return { data };
}

/**
 * Subscribes the app to exactly these fields of an object, after a handshake with the callback URL of the call when one
 * comes along, or a verify token. The simulated app has one callback URL for all objects.
 * @throws {GraphError} code 100 for what does not exist, 2200 when the server fails the handshake
 */
export async function subscribe(sim: Simulator, { params }: AppCall): Promise<object> {
  const object = readObject(params);
  const platform = object === 'instagram' ? 'instagram' : 'messenger';
  const fields = readFields('fields', params['fields'], fieldsOf(platform).all);
  const callback = params['callback_url'];
  if (callback !== undefined || params['verify_token'] !== undefined) {
    sim.store.world.app.callbackUrl = await proven(sim, callback ?? sim.callbackUrl(), params['verify_token']);
  }
  sim.store.world.appFields[object] = fields;
  sim.store.changed();
  return { success: true };
}

/** What is kept of a callback URL whose server has echoed the challenge. */
async function proven(sim: Simulator, callback: unknown, verifyToken: unknown): Promise<string> {
  if (typeof callback !== 'string' || !URL.canParse(callback)) {
    throw badParameter('Param callback_url must be a valid URI');
  }
  if (typeof verifyToken !== 'string') throw badParameter('The parameter verify_token is required');
  const kept = keptCallback(sim.apiUrl, callback);
  if (kept === null) throw callbackFailed('Callback verification failed: this address is not on this machine.');
  const { verified, message } = await sim.verify(verifyToken, callback);
  if (!verified) throw callbackFailed(message);
  return kept;
}

/** Ends the app's subscription to an object, or to the fields named. */
export function unsubscribe(sim: Simulator, { params }: AppCall): object {
  const object = readObject(params);
  const { appFields } = sim.store.world;
  const gone = params['fields'] === undefined ? appFields[object] : namesOf(params['fields']);
  appFields[object] = appFields[object].filter((field) => !gone.includes(field));
  sim.store.changed();
  return { success: true };
}

function readObject(params: AppCall['params']): 'page' | 'instagram' {
  const { object } = params;
  if (object === 'page' || object === 'instagram') return object;
  throw badParameter('Param object must be one of {page, instagram}');
}
