import type { Simulator } from '../simulator.ts';
import { fieldsOf } from '../state/subscription-fields.ts';
import { badParameter, callbackFailed } from './graph-error.ts';
import { readFields } from './subscribed-apps.ts';

type Params = Readonly<Record<string, unknown>>;

/** What the app is subscribed to, per object. */
export function listSubscriptions(sim: Simulator, _params: Params): object {
  const { appFields } = sim.store.world;
  const data = (['page', 'instagram'] as const)
    .filter((object) => appFields[object].length > 0)
    .map((object) => {
      const fields = appFields[object].map((name) => ({ name, version: 'v25.0' }));
      return { object, callback_url: `${sim.apiUrl}/webhooks/messenger`, active: true, fields };
    });
  return { data };
}

/**
 * Subscribes the app to exactly these fields of an object, after a handshake when a verify token comes along.
 * @throws {GraphError} code 100 for what does not exist, 2200 when the server fails the handshake
 */
export async function subscribe(sim: Simulator, params: Params): Promise<object> {
  const object = readObject(params);
  const platform = object === 'instagram' ? 'instagram' : 'messenger';
  const fields = readFields('fields', params['fields'], fieldsOf(platform).all);
  if (typeof params['verify_token'] === 'string') {
    const { verified, message } = await sim.verify(params['verify_token']);
    if (!verified) throw callbackFailed(message);
  }
  sim.store.world.appFields[object] = fields;
  sim.store.changed();
  return { success: true };
}

/** Ends the app's subscription to an object, or to the fields named. */
export function unsubscribe(sim: Simulator, params: Params): object {
  const object = readObject(params);
  const { appFields } = sim.store.world;
  const gone = params['fields'] === undefined ? appFields[object] : String(params['fields']).split(',');
  appFields[object] = appFields[object].filter((field) => !gone.includes(field));
  sim.store.changed();
  return { success: true };
}

function readObject(params: Params): 'page' | 'instagram' {
  const { object } = params;
  if (object === 'page' || object === 'instagram') return object;
  throw badParameter('Param object must be one of {page, instagram}');
}
