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
