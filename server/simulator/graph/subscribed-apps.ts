import type { Simulator } from '../simulator.ts';
import { fieldsOf } from '../state/subscription-fields.ts';
import type { Page } from '../state/world.ts';
import { badParameter } from './graph-error.ts';

/** The app and its fields, or nothing when the Page is not subscribed. */
export function listSubscribedApps(sim: Simulator, page: Page): object {
  if (page.subscribedFields.length === 0) return { data: [] };
  const head = { category: 'Business', link: `${sim.url}/`, name: 'Simulated app', id: sim.app.id };
  return { data: [{ ...head, subscribed_fields: page.subscribedFields }] };
}

/**
 * Subscribes the Page to exactly these fields.
 * @throws {GraphError} code 100 for a field that does not exist, or for none
 */
export function subscribeApp(sim: Simulator, page: Page, value: unknown): object {
  page.subscribedFields = readFields('subscribed_fields', value, fieldsOf(page.platform).all);
  sim.store.changed();
  return { success: true };
}

/** Ends the subscription: events of this Page are no longer sent. */
export function unsubscribeApp(sim: Simulator, page: Page): object {
  page.subscribedFields = [];
  sim.store.changed();
  return { success: true };
}

/**
 * A list of fields, as an array or with commas.
 * @throws {GraphError} code 100 for a field that does not exist, or for none
 */
export function readFields(param: string, value: unknown, known: readonly string[]): string[] {
  const fields = (Array.isArray(value) ? value.map(String) : String(value ?? '').split(','))
    .map((field) => field.trim())
    .filter((field) => field !== '');
  if (fields.length === 0) throw badParameter(`The parameter ${param} is required.`);
  const wrong = fields.findIndex((field) => !known.includes(field));
  if (wrong >= 0) throw badParameter(`Param ${param}[${wrong}] must be one of {${known.join(', ')}}`);
  return [...new Set(fields)];
}
