import { listApps, type SimulatedApp } from './simulated-app.ts';
import type { Simulator } from '../simulator.ts';
import type { Page } from './world.ts';

/** The fields that the Page sends to this app; none where it is not connected. */
export function subscribedFields(page: Page, app: SimulatedApp): readonly string[] {
  return app.isFirst ? page.subscribedFields : (page.subscriptions[app.id] ?? []);
}

/** Makes these the fields that the Page sends to this app. */
export function setSubscribedFields(page: Page, app: SimulatedApp, fields: readonly string[]): void {
  if (app.isFirst) page.subscribedFields = [...fields];
  else if (fields.length > 0 || app.id in page.subscriptions) page.subscriptions[app.id] = [...fields];
}

/** The apps that the Page sends anything to. */
export function connectedApps(sim: Simulator, page: Page): SimulatedApp[] {
  return listApps(sim).filter((app) => subscribedFields(page, app).length > 0);
}

/** What the fields of an Instagram account are called at its Page; the others have one name. */
const NAMES_AT_PAGE: Readonly<Record<string, string>> = {
  messaging_seen: 'message_reads',
  messaging_referral: 'messaging_referrals',
  messaging_handover: 'messaging_handovers',
};

/**
 * Whether the app is subscribed to a field. Where the subscription of an Instagram account stands is not documented for
 * sure: at the account and at the Page it is linked to are both accepted here.
 */
export function hearsField(sim: Simulator, page: Page, app: SimulatedApp, field: string): boolean {
  if (subscribedFields(page, app).includes(field)) return true;
  const owner = sim.store.world.pages.find((one) => page.platform === 'instagram' && one.instagramId === page.id);
  return owner !== undefined && subscribedFields(owner, app).includes(NAMES_AT_PAGE[field] ?? field);
}
