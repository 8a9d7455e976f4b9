import type { Simulator } from '../simulator.ts';
import { fieldsOf } from '../state/subscription-fields.ts';
import type { PageCall } from './edge.ts';
import { badParameter } from './graph-error.ts';

/** Our app and its fields where the Page is subscribed, and the other apps of the Page. */
export function listSubscribedApps(sim: Simulator, { page }: PageCall): object {
  const head = { category: 'Business', link: `${sim.url}/` };
  const own = { ...head, name: 'Simulated app', id: sim.app.id, subscribed_fields: page.subscribedFields };
  const others = page.otherApps.map(({ id, name, fields }) => ({ ...head, name, id, subscribed_fields: fields }));
  return { data: page.subscribedFields.length === 0 ? others : [own, ...others] };
}

/**
 * Subscribes the Page to exactly these fields.
 * @throws {GraphError} code 100 for a field that does not exist, or for none
 */
export function subscribeApp(sim: Simulator, { page, params }: PageCall): object {
  page.subscribedFields = readFields('subscribed_fields', params['subscribed_fields'], fieldsOf(page.platform).all);
  sim.store.changed();
  return { success: true };
}

/** Ends the subscription of our app: events of this Page are no longer sent to it. */
export function unsubscribeApp(sim: Simulator, { page }: PageCall): object {
  page.subscribedFields = [];
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
