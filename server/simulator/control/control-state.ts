import type { Simulator } from '../simulator.ts';
import { getApp, listApps } from '../state/simulated-app.ts';

/** Everything the simulator knows, tokens included, since it runs on the tester's own machine; not the secrets of apps. */
export function controlState(sim: Simulator): object {
  const { app, pages, people, threads, shop, linkedAccounts, linkingRules } = sim.store.world;
  return {
    url: sim.url,
    apiUrl: sim.apiUrl,
    app: { id: sim.app.id, ...app },
    apps: listApps(sim).map((one) => ({ ...one.settings, id: one.id, name: one.name, fields: one.fields })),
    callback: sim.callback(getApp(sim)),
    clock: clockState(sim),
    faults: sim.webhooks.faults(),
    paused: sim.webhooks.paused,
    alerts: sim.webhooks.alerts(),
    appFields: sim.store.world.appFields,
    pages,
    people,
    threads,
    linkedAccounts,
    linkingRules,
    shop: shop.credentials && {
      siteId: shop.credentials.siteId,
      entryPoint: shop.credentials.entryKey,
      url: shop.credentials.entryUrl,
    },
  };
}

/** The platform's time. */
export function clockState(sim: Simulator): { now: string; frozen: boolean } {
  return { now: sim.clock.now().toISOString(), frozen: sim.clock.frozen };
}
