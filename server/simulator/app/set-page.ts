import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { getApp } from '../state/simulated-app.ts';
import { setSubscribedFields } from '../state/subscribed-fields.ts';
import { fieldsOf } from '../state/subscription-fields.ts';
import type { Page } from '../state/world.ts';

/** What can be changed about a Page from outside the Graph API; what is left out stays. */
export interface PageChange {
  readonly isPublished?: boolean | undefined;
  readonly isRestricted?: boolean | undefined;
  /** What its admin may do. */
  readonly tasks?: readonly string[] | undefined;
  /** Whose `subscribedFields` these are: the first app's when none is named. */
  readonly appId?: string | undefined;
  /** Null or none: the app is not connected. */
  readonly subscribedFields?: readonly string[] | null | undefined;
  /** The payload of Get Started; null: there is none. */
  readonly getStarted?: string | null | undefined;
  readonly domains?: readonly string[] | undefined;
  readonly defaultAppId?: string | null | undefined;
  readonly otherApps?: Page['otherApps'] | undefined;
  readonly instagramId?: string | null | undefined;
}

/**
 * Changes a Page as people do in its settings, or as time does.
 * @throws {RequestRefused} 404 for the app, 400 for a field that does not exist
 */
export function setPage(sim: Simulator, page: Page, change: PageChange): Page {
  const { appId, subscribedFields, getStarted, domains, ...rest } = change;
  const app = getApp(sim, appId);
  const unknown = subscribedFields?.find((field) => !fieldsOf(page.platform).all.includes(field));
  if (unknown !== undefined) throw new RequestRefused(400, `There is no field "${unknown}" for this Page.`);
  Object.assign(page, rest);
  if (subscribedFields !== undefined) setSubscribedFields(page, app, subscribedFields ?? []);
  if (getStarted !== undefined) Object.assign(page, { getStartedPayload: getStarted, getStartedAppId: null });
  if (domains) page.profile['whitelisted_domains'] = domains.map((domain) => domain.replace(/\/*$/, '/'));
  sim.store.changed();
  return page;
}
