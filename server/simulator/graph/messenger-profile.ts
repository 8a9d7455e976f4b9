import type { Simulator } from '../simulator.ts';
import type { Page } from '../state/world.ts';
import { checkProperty, PROFILE_PROPERTIES, READ_ONLY } from './check-property.ts';
import type { PageCall } from './edge.ts';
import { badParameter } from './graph-error.ts';
import { missingTask } from './token-error.ts';
import { readFields } from './subscribed-apps.ts';

const ADMIN_ONLY = ['whitelisted_domains', 'account_linking_url'];
const READABLE = [...PROFILE_PROPERTIES, READ_ONLY];

/**
 * The properties asked for that are set, as the one object of a list; an empty list when none is.
 * @throws {GraphError} 100 without fields, or for one that does not exist
 */
export function readProfile(_sim: Simulator, { page, params }: PageCall): object {
  const fields = readFields('fields', params['fields'], READABLE);
  const profile = profileOf(page);
  const found = fields.filter((name) => profile[name] !== undefined).map((name) => [name, profile[name]]);
  return { data: found.length > 0 ? [Object.fromEntries(found)] : [] };
}

/**
 * Sets the properties that are given, each wholly; the others stay.
 * @throws {GraphError} 100 for a value that does not fit, 200 where only an admin may
 */
export function writeProfile(sim: Simulator, call: PageCall): object {
  const { app, page, params } = call;
  const given = PROFILE_PROPERTIES.filter((name) => params[name] !== undefined);
  if (given.length === 0) throw badParameter(`Requires one of the params: ${PROFILE_PROPERTIES.join(',')}`);
  checkAdmin(sim, call, given);
  const rules = { allowsLocal: app.settings.allowsLocalDomains, platform: page.platform };
  const values = given.map((name) => [name, checkProperty(name, params[name], rules)] as const);
  const hasGetStarted = given.includes('get_started') || page.getStartedPayload !== null;
  if (given.includes('persistent_menu') && page.platform === 'messenger' && !hasGetStarted) {
    throw badParameter('You must set a Get Started button if you also wish to use persistent menu.');
  }
  for (const [name, value] of values) setProperty(call, name, value);
  sim.store.changed();
  return { result: 'success' };
}

/**
 * Takes properties away.
 * @throws {GraphError} 100 without fields, or for one that does not exist
 */
export function deleteProfile(sim: Simulator, call: PageCall): object {
  const fields = readFields('fields', call.params['fields'], PROFILE_PROPERTIES);
  checkAdmin(sim, call, fields);
  for (const name of fields) setProperty(call, name, undefined);
  sim.store.changed();
  return { result: 'success' };
}

function profileOf(page: Page): Record<string, unknown> {
  const payload = page.getStartedPayload;
  const getStarted = payload === null ? undefined : { payload };
  return { [READ_ONLY]: false, ...page.profile, get_started: getStarted };
}

function setProperty({ app, page }: PageCall, name: string, value: unknown): void {
  if (name === 'get_started') {
    page.getStartedPayload = (value as { payload: string } | undefined)?.payload ?? null;
    page.getStartedAppId = value === undefined ? null : app.id;
  } else if (value === undefined) delete page.profile[name];
  else page.profile[name] = value;
}

function checkAdmin(sim: Simulator, { page }: PageCall, names: readonly string[]): void {
  const isAsked = names.some((name) => ADMIN_ONLY.includes(name));
  const owner = sim.store.world.pages.find((one) => one.instagramId === page.id) ?? page;
  if (isAsked && !owner.tasks.includes('MANAGE')) throw missingTask('MANAGE');
}
