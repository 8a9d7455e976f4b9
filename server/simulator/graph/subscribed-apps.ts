import type { Simulator } from '../simulator.ts';
import { connectedApps, setSubscribedFields, subscribedFields } from '../state/subscribed-fields.ts';
import { fieldsOf } from '../state/subscription-fields.ts';
import type { PageCall } from './edge.ts';
import { badParameter } from './graph-error.ts';

/** Every app that the Page is connected to, with its fields. */
export function listSubscribedApps(sim: Simulator, { page }: PageCall): object {
  const head = { category: 'Business', link: `${sim.url}/` };
  const connected = connectedApps(sim, page).map((app) => {
    return { ...head, name: app.name, id: app.id, subscribed_fields: subscribedFields(page, app) };
  });
  const others = page.otherApps.map(({ id, name, fields }) => ({ ...head, name, id, subscribed_fields: fields }));
  return { data: [...connected, ...others] };
}

/**
 * Subscribes the app whose token it is to exactly these fields of the Page.
 * @throws {GraphError} code 100 for a field that does not exist, or for none
 */
export function subscribeApp(sim: Simulator, { app, page, params }: PageCall): object {
  const fields = readFields('subscribed_fields', params['subscribed_fields'], fieldsOf(page.platform).all);
  setSubscribedFields(page, app, fields);
  sim.store.changed();
  return { success: true };
}

/** Ends the subscription of the app whose token it is: events of this Page are no longer sent to it. */
export function unsubscribeApp(sim: Simulator, { app, page }: PageCall): object {
  setSubscribedFields(page, app, []);
  sim.store.changed();
  return { success: true };
}

/**
 * A list of fields, as an array or with commas.
 * @throws {GraphError} code 100 for a field that does not exist, or for none
 */
export function readFields(param: string, value: unknown, known: readonly string[]): string[] {
  const fields = namesOf(value);
  if (fields.length === 0) throw badParameter(`The parameter ${param} is required.`);
  const wrong = fields.findIndex((field) => !known.includes(field));
  if (wrong >= 0) throw badParameter(`Param ${param}[${wrong}] must be one of {${known.join(', ')}}`);
  return [...new Set(fields)];
}

/** The names in a list, or in a text with commas. */
export function namesOf(value: unknown): string[] {
  const names = Array.isArray(value) ? value.map(String) : String(value ?? '').split(',');
  return names.map((name) => name.trim()).filter((name) => name !== '');
}
