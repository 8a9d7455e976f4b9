import type { Simulator } from '../simulator.ts';

/** Everything the simulator knows, its pretended secrets included: it runs on the tester's own machine. */
export function controlState(sim: Simulator): object {
  const { app, pages, people, threads, shop } = sim.store.world;
  return {
    url: sim.url,
    apiUrl: sim.apiUrl,
    app: { id: sim.app.id, ...app },
    callback: sim.callback(),
    clock: clockState(sim),
    faults: sim.webhooks.faults(),
    paused: sim.webhooks.paused,
    alerts: sim.webhooks.alerts(),
    appFields: sim.store.world.appFields,
    pages,
    people,
    threads,
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
